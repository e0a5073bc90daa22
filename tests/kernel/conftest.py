import pytest
from ipykernels import GENERATIONS, environment_of
from loaded import loaded
from shells import running_shell, shell  # noqa: F401


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder and an empty working directory."""
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def cells(shell, data):  # noqa: F811
    """The extension in a shell, with nobody who delivers."""
    with loaded(shell, data) as cells:
        yield cells


@pytest.fixture(scope="module", params=GENERATIONS)
def ipykernel(request):
    """The variables that give a kernel each generation of ipykernel."""
    return environment_of(request.param)
