import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import YakkanError
from indexer.indexing import encoders, sentence_models
from indexer.indexing.encoders import EncoderError, StaticEmbedder, open_embedder
from indexer.indexing.sentence_models import SentenceEmbedder, prefixes
from indexer.indexing.tokenize import tokens

from .made import static_model


def test_a_static_vector_is_the_damped_sum_of_its_tokens_rows(tmp_path: Path) -> None:
    folder = static_model(tmp_path / "m")
    rows = dict(zip((folder / "vocab.txt").read_text().split("\n"), np.load(folder / "vectors.npy"), strict=False))
    scales = dict(zip((folder / "vocab.txt").read_text().split("\n"), np.load(folder / "scales.npy"), strict=False))
    text = "解約、解約、料金、zqnothing"
    summed = sum(
        (1 + np.log(tokens(text).count(token))) * rows[token].astype(float) * float(scales[token])
        for token in set(tokens(text))
        if token in rows
    )
    found = StaticEmbedder(folder).encode_queries([text])[0]
    np.testing.assert_allclose(found, summed / np.linalg.norm(summed), atol=1e-5)
    assert found.dtype == np.float32


def test_texts_without_known_words_have_no_direction(tmp_path: Path) -> None:
    model = StaticEmbedder(static_model(tmp_path / "m"))
    found = model.encode_clauses(["", "zqnothing", "解約"])
    assert np.linalg.norm(found, axis=1) == pytest.approx([0, 0, 1], abs=1e-5)
    assert model.encode_queries([]).shape == (0, 16)


def test_a_models_name_says_which_vectors_it_gives(tmp_path: Path) -> None:
    one, two = (StaticEmbedder(static_model(tmp_path / str(seed), seed=seed)) for seed in (1, 2))
    assert one.name != two.name
    assert one.name == StaticEmbedder(tmp_path / "1").name


def test_encoding_imports_nothing_heavy(tmp_path: Path) -> None:
    static_model(tmp_path / "m")
    code = (
        "import sys; from pathlib import Path; from indexer.indexing.encoders import open_embedder\n"
        "open_embedder(sys.argv[1]).encode_queries(['解約'])\n"
        "print(sorted({'torch', 'tokenizers', 'faiss', 'scipy', 'sentence_transformers'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path / "m")], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("broken", ["config.json", "vocab.txt", "vectors.npy"])
def test_a_broken_model_folder_is_one_clear_line(tmp_path: Path, broken: str) -> None:
    folder = static_model(tmp_path / "m")
    (folder / broken).write_bytes(b"{}")
    with pytest.raises(EncoderError) as told:
        StaticEmbedder(folder)
    assert "\n" not in str(told.value)
    assert isinstance(told.value, YakkanError)


def test_vocabulary_and_vectors_must_agree(tmp_path: Path) -> None:
    folder = static_model(tmp_path / "m")
    (folder / "vocab.txt").write_text("解約\n", encoding="utf-8")
    with pytest.raises(EncoderError, match="同じ数"):
        StaticEmbedder(folder)


def test_without_the_model_that_ships_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "MODELS", tmp_path)
    monkeypatch.delenv(encoders.VARIABLE, raising=False)
    with pytest.raises(EncoderError, match="言葉の一致"):
        open_embedder()


def test_the_environment_names_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(encoders.VARIABLE, str(static_model(tmp_path / "m")))
    assert open_embedder().name.startswith("toy@")


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("cl-nagoya/ruri-v3-130m", ("検索クエリ: ", "検索文書: ")),
        ("/models/ruri-v3-30m/", ("検索クエリ: ", "検索文書: ")),
        ("intfloat/multilingual-e5-small", ("query: ", "passage: ")),
        ("some/other-model", ("", "")),
    ],
)
def test_families_of_models_have_their_prefixes(name: str, pair: tuple[str, str]) -> None:
    assert prefixes(name) == pair


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model of a few rows, saved by the library itself."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "query:": 1, "passage:": 2, "fee": 3, "cancel": 4}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    rows = np.eye(5, 8, dtype=np.float32)
    folder = tmp_path_factory.mktemp("hub") / "tiny-e5"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows)], device="cpu").save(str(folder))
    return folder


def test_a_sentence_transformers_model_is_loaded_by_the_real_library(tiny: Path) -> None:
    model = open_embedder(str(tiny))
    assert isinstance(model, SentenceEmbedder)
    assert model.dimension == 8
    question, clause = model.encode_queries(["fee"])[0], model.encode_clauses(["fee"])[0]
    assert question[1] > 0  # the prefix for questions
    assert clause[2] > 0  # the prefix for passages
    assert np.linalg.norm(question) == pytest.approx(1, abs=1e-5)
    assert model.encode_clauses([]).shape == (0, 8)


def test_a_model_that_is_nowhere_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_models, "_reachable", lambda: False)
    with pytest.raises(EncoderError) as told:
        open_embedder("no-such/model")
    assert "no-such/model" in str(told.value)
    assert "\n" not in str(told.value)


def test_the_config_may_count_every_token_once(tmp_path: Path) -> None:
    folder = static_model(tmp_path / "m")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"tf": "one"}))
    model = StaticEmbedder(folder)
    np.testing.assert_allclose(model.encode_queries(["解約 料金"]), model.encode_queries(["解約 料金 料金"]), atol=1e-6)


def test_importance_is_learnt_and_a_word_never_seen_has_the_whole() -> None:
    shipped = open_embedder()
    assert isinstance(shipped, StaticEmbedder)
    common, rare, unseen = shipped.importance(["場合", "引き抜き", "ヌベラポ"]).tolist()
    assert 0 < common < rare <= unseen == 1.0
