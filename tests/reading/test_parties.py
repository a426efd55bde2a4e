"""Who of 甲 and 乙 is the provider of a contract."""

from __future__ import annotations

import pytest

from indexer import read_text

OPENING = "{}（以下「甲」という。）と{}（以下「乙」という。）は、次のとおり契約する。"
SIGNED = "\n本契約の成立を証するため、本書2通を作成する。\n2025年4月1日\n{}\n"


def provider(opening: str, first: str = "本契約の条件を定める。", signed: str = "") -> str:
    end = SIGNED.format(signed) if signed else ""
    return read_text(f"基本契約書\n{opening}\n第1条（目的）\n{first}\n第2条（協議）\n協議する。\n{end}").provider


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("賃貸人株式会社あおば", "賃借人みどり株式会社", "株式会社あおば"),
        ("発注者である株式会社あおば", "受注者であるみどり株式会社", "みどり株式会社"),
        ("買主　青葉一郎", "売主　みどり合同会社", "みどり合同会社"),
        ("株式会社あおば", "が提供する会議室の利用者", "株式会社あおば"),
        ("被許諾者株式会社あおば", "許諾者みどり株式会社", "みどり株式会社"),
        ("株式会社会員サービス", "事業者支援株式会社", "株式会社会員サービス／事業者支援株式会社"),
        ("株式会社あおば", "みどり株式会社", "株式会社あおば／みどり株式会社"),
        ("○○株式会社", "賃借人株式会社みどり", ""),
    ],
)
def test_by_what_the_parties_are(one: str, other: str, named: str) -> None:
    assert provider(OPENING.format(one, other)) == named


@pytest.mark.parametrize(
    ("first", "named"),
    [
        ("甲は、乙に清掃を委託し、乙はこれを受託する。", "みどり株式会社"),
        ("甲は、乙が選んだ売主から機械を買い受け、乙に賃貸し、乙はこれを賃借する。", "株式会社あおば"),
        ("本契約は、甲が乙に対し機器を販売することについて定める。", "株式会社あおば"),
        ("乙は、甲から委託された業務を行う。", "株式会社あおば／みどり株式会社"),
        ("甲及び乙は、互いに協力する。", "株式会社あおば／みどり株式会社"),
    ],
)
def test_by_what_they_do(first: str, named: str) -> None:
    assert provider(OPENING.format("株式会社あおば", "みどり株式会社"), first) == named


def test_by_the_signatures() -> None:
    signed = "甲：仙台市青葉区\n　　株式会社あおば\n乙：仙台市泉区\n　　みどり株式会社"
    assert provider("契約する。", "甲は、乙に清掃を委託する。", signed) == "みどり株式会社"
    assert provider("契約する。", signed=signed) == "株式会社あおば／みどり株式会社"


def test_a_customer_s_name_is_never_put_in_the_provider_s_place() -> None:
    signed = "委託者（甲）　株式会社あおば\n受託者（乙）　泉二葉　印"
    assert provider("契約する。", signed=signed) == ""
    named = "株式会社あおば（以下「委託者」という。）と緑川株式会社（以下「受託者」という。）は、契約する。"
    assert provider(named) == "緑川株式会社"
