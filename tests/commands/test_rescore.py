"""Scoring again after a new model: a new row a record, once."""

import pytest
from flask import Flask

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Score
from fqa_forms.services import quality
from tests import factories


def rescore(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["rescore-records"])
    assert result.exit_code == 0, result.output
    return result.output


def test_nothing_is_scored_twice_by_the_same_model(app: Flask) -> None:
    factories.make_record()
    assert "Every record is scored by the present model." in rescore(app)
    assert db.session.query(Score).count() == 1


def test_a_new_model_adds_a_score_beside_the_old_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    record = factories.make_record()
    monkeypatch.setattr(quality.nlp, "MODEL_VERSION", "of tomorrow")
    assert "1 records scored again." in rescore(app)
    assert [score.model_version for score in record.current.scores][1:] == ["of tomorrow"]
    assert len(record.current.scores) == 2
    assert db.session.query(AuditEntry).filter_by(action="record_scored").count() == 2
    assert "Every record is scored by the present model." in rescore(app)
