"""The domain's objects: they never change, and the standard module knows them."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Mapping

import pytest

from palliorient.noyau.modele import modele
from palliorient.noyau.modele.modele import Referentiel, Source
from palliorient.noyau.modele.objets import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Essai:
    """An object with every kind of field."""

    id: str
    nombre: int = 3
    table: Mapping[str, str] = field(default_factory=dict)

    @property
    def double(self) -> int:
        return 2 * self.nombre


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    id: str
    nombre: int = 3
    table: Mapping[str, str] = dataclasses.field(default_factory=dict)


def test_les_valeurs_et_leurs_defauts() -> None:
    essai = Essai("a")
    assert (essai.id, essai.nombre, essai.table, essai.double) == ("a", 3, {}, 6)
    assert Essai("a").table is not essai.table
    assert Essai("a", 4, {"b": "c"}) == Essai(table={"b": "c"}, nombre=4, id="a")
    assert repr(Essai("a")) == repr(Standard("a")).replace("Standard", "Essai")


def test_deux_classes_ne_sont_pas_egales() -> None:
    assert Essai("a") != Essai("b")
    assert Essai("a") != Standard("a")
    assert hash(Source("d", "l")) == hash(Source("d", "l"))


@pytest.mark.parametrize(
    ("valeurs", "nommees"),
    [((), {}), (("a", 1, {}, 2), {}), (("a",), {"autre": 1}), (("a",), {"id": "b"})],
)
def test_ce_qui_manque_ou_deborde(valeurs: tuple[object, ...], nommees: dict[str, object]) -> None:
    for classe in (Essai, Standard):
        with pytest.raises(TypeError):
            classe(*valeurs, **nommees)  # type: ignore[arg-type]


def test_rien_ne_change() -> None:
    essai = Essai("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        essai.id = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del essai.id
    with pytest.raises(AttributeError):
        essai.autre = "b"  # type: ignore[attr-defined]


def test_le_module_standard_les_connait(referentiel: Referentiel) -> None:
    essai = dataclasses.replace(Essai("a", 4), id="b")
    assert essai == replace(Essai("a", 4), id="b")
    assert essai == Essai("b", 4)
    assert dataclasses.asdict(essai) == {"id": "b", "nombre": 4, "table": {}}
    assert dataclasses.is_dataclass(essai)
    assert [f.name for f in dataclasses.fields(Essai)] == ["id", "nombre", "table"]
    assert pickle.loads(pickle.dumps(referentiel)) == referentiel


def test_tout_le_modele_en_est_fait() -> None:
    """A class made the standard way would cost a twelfth of the bare interpreter."""
    ici = [c for c in vars(modele).values() if getattr(c, "__module__", "") == modele.__name__]
    classes = [c for c in ici if isinstance(c, type)]
    assert len(classes) > 30
    assert all("__defauts__" in vars(classe) for classe in classes)
