"""The commands for those who write forms, and the example in their guide."""

import re
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent.parent
VISIT = ROOT / "fqa_forms" / "definitions" / "supervision_visit_v1.toml"


def guide_example() -> str:
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "forms.md").read_text("utf-8"), re.S)
    return example


def test_the_guides_example_is_a_form_without_mistakes(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bedroom_check_v1.toml"
    file.write_text(guide_example(), "utf-8")
    result = app.test_cli_runner().invoke(args=["check-definition", str(file)])
    assert result.exit_code == 0
    assert "Was {name}’s bedroom seen? (for each child)" in result.output
    assert "1 sections, 3 questions. No mistakes found." in result.output


def test_what_is_shown_above_the_questions_is_printed(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["check-definition", str(VISIT)])
    assert "Household and safer care [NMS 4, 5, 10, 22, 29]\n    shown above: check_dates, worked out" in result.output


def test_a_mistake_is_named_by_file_question_and_reason(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bedroom_check_v1.toml"
    file.write_text(guide_example().replace('equals = "no"', 'equals = "never"'), "utf-8")
    result = app.test_cli_runner().invoke(args=["check-definition", str(file)])
    assert result.exit_code == 1
    assert "bedroom_check_v1.toml" in result.output
    assert "question room_not_seen" in result.output
    assert "room_seen is never 'never'" in result.output


def test_two_versions_are_compared(app: Flask, tmp_path: Path) -> None:
    newer = tmp_path / "supervision_visit_v2.toml"
    text = VISIT.read_text("utf-8").replace("version = 1\n", "version = 2\n").replace("What do you make of it?", "Why?")
    newer.write_text(text, "utf-8")
    result = app.test_cli_runner().invoke(args=["compare-definitions", str(VISIT), str(newer)])
    assert result.exit_code == 0
    assert result.output.strip() == "question analysis_text: label: 'What do you make of it?' is now 'Why?'"


def test_a_file_that_is_not_there_is_said_so(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["check-definition", "nowhere_v1.toml"])
    assert result.exit_code == 1
    assert "nowhere_v1.toml: cannot be read" in result.output
