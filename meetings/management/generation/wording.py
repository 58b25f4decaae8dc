"""Words for generated meetings: names, and a vocabulary of few frequent words, in five languages."""

import random
from dataclasses import dataclass

from meetings.management.generation.chance import Weighted, Zipf

_FREQUENT = {
    "en": """
        the and of cooperation relations meeting ministers discussed bilateral regional security energy trade
        issues support development agreement peace dialogue partnership international situation projects""",
    "fr": """
        la et de coopération relations réunion ministres entretien bilatérales sécurité énergie commerce
        soutien développement accord paix dialogue partenariat situation projets régionale""",
    "ru": """
        и в о сотрудничество отношения встреча министры обсудили безопасность энергетика торговля поддержка
        развитие соглашение мир диалог партнёрство положение проекты региона""",
    "az": """
        və ilə əməkdaşlıq münasibətlər görüş nazirlər müzakirə təhlükəsizlik enerji ticarət dəstək inkişaf
        saziş sülh dialoq tərəfdaşlıq vəziyyət layihələr regional""",
    "ar": """
        و في التعاون العلاقات اللقاء الوزراء بحث الأمن الطاقة التجارة الدعم التنمية الاتفاق السلام الحوار
        الشراكة الوضع المشاريع الإقليمية""",
}
_SYLLABLES = {
    "latin": """
        ba be bo da de do ga go ha ka ke ko la le li lo ma me mi mo na ne ni no pa ra re ri ro sa se so ta
        te ti to va ve vi za zo""",
    "ru": "ба бе во ва ге го да де жи за ка ко ла ле ли ма ми мо на не ни но па по ра ре ро са се ста те то",
    "ar": "با بر تا تم جا حم خا دا را زا سا شا صا طا عا غا فا قا كا لا ما نا ها وا يا",
}
_RARE_WORDS = 4000
_GIVEN = """
    Anna Maria Elena Leyla Nino Sofia Ingrid Amina Yuki Mei Fatima Olga Ivan Peter Ahmad Jeyhun Carlos João
    Lars Jean Hans Kenji Wei Rajesh Tariq David Michael Andrzej Nikola Bujar Mevlüt Zurab Ilir Sergei Mbeki
    Kwame Pedro Luis Ali Hassan Ömer Paul George John William"""
_ENDINGS = (
    "ov",
    "ev",
    "ić",
    "ski",
    "son",
    "sen",
    "yev",
    "li",
    "oğlu",
    "idze",
    "yan",
    "eira",
    "ez",
    "mann",
    "u",
)


@dataclass(frozen=True)
class Wording:
    """Makes titles, summaries and names."""

    words: dict[str, Zipf[str]]
    languages: Weighted[str]

    @classmethod
    def of(cls, chance: random.Random) -> "Wording":
        """A vocabulary of its own for a run."""
        words = {}
        for language, frequent in _FREQUENT.items():
            syllables = _SYLLABLES.get(language, _SYLLABLES["latin"]).split()
            rare = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(_RARE_WORDS)]
            words[language] = Zipf([*frequent.split(), *dict.fromkeys(rare)], skew=0.95)
        return cls(words, Weighted({"en": 70, "az": 12, "ru": 8, "fr": 6, "ar": 4}))

    def sentence(self, chance: random.Random, language: str, least: int = 6, most: int = 16) -> str:
        """One sentence of a language."""
        said = " ".join(self.words[language].many(chance, chance.randint(least, most)))
        return f"{said[0].upper()}{said[1:]}."

    def summary(self, chance: random.Random, language: str) -> str:
        """A few sentences of a language."""
        return " ".join(self.sentence(chance, language) for _ in range(chance.randint(1, 4)))

    def title(self, chance: random.Random, language: str) -> str:
        """A short line of a language."""
        return self.sentence(chance, language, 3, 7).rstrip(".")

    def name(self, chance: random.Random) -> tuple[str, str]:
        """A given and a family name."""
        stem = "".join(chance.choices(_SYLLABLES["latin"].split(), k=chance.randint(1, 3)))
        return chance.choice(_GIVEN.split()), f"{stem}{chance.choice(_ENDINGS)}".title()
