"""Two generations of ipykernel: the one installed here, and the one before."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("ipykernel>=6.29,<7", "nest-asyncio>=1.5")
GENERATIONS = ("ipykernel 7", "ipykernel 6")


def environment_of(generation):
    """The variables with which a kernel runs that generation."""
    if generation == "ipykernel 7":
        return {}
    folders = [str(ipykernel_6()), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(folder for folder in folders if folder)}


def ipykernel_6():
    """A folder with ipykernel 6, installed once into the environment that runs the tests."""
    folder = Path(sys.prefix) / "share" / "gofigr-tests" / "ipykernel-6"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target"]
        subprocess.run([*command, f"{aside}/new", *PACKAGES], check=True, capture_output=True)
        try:
            os.rename(f"{aside}/new", folder)
        except OSError:  # another worker was faster
            shutil.rmtree(f"{aside}/new")
    return folder
