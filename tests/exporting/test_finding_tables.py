"""What the lint found as a sheet."""

from indexer import lint, read_text
from indexer.exporting.finding_tables import findings_sheet


def test_a_finding_has_its_place_and_words() -> None:
    document = read_text("見本規約\n第1条（目的）\n第9条に定める料金を支払う。\n", "t")
    made = findings_sheet((document, finding) for finding in lint(document))
    assert ("誤り", "第1条第1項", "第9条") in [(row[1], row[2], row[4]) for row in made.rows]
