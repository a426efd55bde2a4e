from tests.ui.conftest import Opened, laid


def test_empty(opened: Opened) -> None:
    at = opened("ask")
    assert at.title[0].value == "約款に質問する"
    assert "<section" not in laid(at)


def test_question_in_the_address(opened: Opened) -> None:
    at = opened("ask", q="裁判になったらどこの裁判所？")
    assert at.text_input(key="q").value == "裁判になったらどこの裁判所？"
    assert "地方裁判所" in laid(at)
