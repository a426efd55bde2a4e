import shutil
from pathlib import Path

import pytest

from indexer.indexing import store
from indexer.indexing.index import Index
from indexer.indexing.units import units
from indexer.reading import read_file
from indexer.searching.close_reading import Closely

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_unit_read_alone_has_the_words_it_was_indexed_with(path: Path, tmp_path: Path) -> None:
    document = read_file(path)
    store.update_index(tmp_path, [document])
    with Index(tmp_path) as index:
        for number, unit in enumerate(units(document)):
            assert Closely(index).fields(number) == unit.fields
    shutil.rmtree(tmp_path)
