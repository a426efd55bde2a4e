"""What was timed is kept with its commit and machine, and read again."""

from __future__ import annotations

from pathlib import Path

from eval import speed


def test_what_is_written_is_read(tmp_path: Path) -> None:
    row = {
        "clauses": 1500,
        "p50_ms": 0.912,
        "p95_ms": 1.4,
        "index_chars_per_s": 329_000.4,
        "start_s": 0.29,
        "model": "m",
    }
    found = speed.latest(speed.write([row], tmp_path / "speed.json"))
    assert found is not None
    assert found.timings == (speed.Timing(1500, 0.91, 1.4, None, None, 329_000.4, 0.29),)
    assert "CPU" in found.machine


def test_nothing_timed(tmp_path: Path) -> None:
    assert speed.latest(tmp_path / "none.json") is None
