"""The seeds of random numbers that code sets."""

import pytest

from gofigr_jupyter.lineage.seeds import seeds_in


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("np.random.seed(42)", [("np.random.seed", "42")]),
        ("random.seed('penguins')", [("random.seed", "'penguins'")]),
        ("rng = np.random.default_rng(SEED)", [("np.random.default_rng", "SEED")]),
        ("rng = np.random.default_rng()", []),
        ("rng = default_rng(seed=7)", [("default_rng(seed=)", "7")]),
        ("torch.manual_seed(0); torch.cuda.manual_seed_all(1)",
         [("torch.manual_seed", "0"), ("torch.cuda.manual_seed_all", "1")]),
        ("tf.random.set_seed(5)", [("tf.random.set_seed", "5")]),
        ("rng = np.random.Generator(np.random.PCG64(3))", [("np.random.PCG64", "3")]),
        ("x, y = train_test_split(d, random_state=1)", [("train_test_split(random_state=)", "1")]),
        ("model = RandomForest(random_state=None)", []),
        ("for n in range(3):\n    random.seed(n)", [("random.seed", "n")]),
        ("plt.plot(seed)", []),
        ("%time np.random.seed(1)", []),
        ("this is no Python", []),
    ],
)  # fmt: skip
def test_a_seed_is_told_as_it_stands_in_the_code(source, found):
    assert [(seed.call, seed.value) for seed in seeds_in(source, ())] == found


def test_only_the_lines_of_the_slice_count():
    source = "random.seed(1)\nx = 2\nnp.random.seed(3)"

    assert [seed.value for seed in seeds_in(source, {3})] == ["3"]
