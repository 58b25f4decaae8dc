"""Diaries and returns as ministries of many countries publish them, in their languages and code pages."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def told(answer):
    """Each meeting as its date and its parties: name, role, and country or organisation."""
    return [
        (m["date"], [(p["name"], p["role"], p["country"] or p["organisation"]) for p in m["participations"]])
        for m in answer["meetings"]
    ]


def codes(answer):
    return [(problem["row"], problem["code"]) for problem in answer["problems"]]


def test_a_quarterly_return(file, imported):
    table = file(
        "return.csv",
        '"Ministers’ meetings with external organisations¹, April to June 2022",,,\n'
        "Minister,Date,Name of individual or organisation,Purpose of meeting\n"
        '"Rt Hon Elizabeth Truss MP, Secretary of State",April 2022,"BP, Shell, Equinor",Energy\n'
        ",May 2022,Amnesty International; Human Rights Watch,‘Rights’\n"
        ',12 May 2022,"Confederation of Industry (CBI), Make UK and Federation of Small Businesses",Trade\n'
        ",13 May 2022,Baroness Amos and Dame Barbara Woodward,UN\n"
        ",14 May 2022,Various,Staff\n"
        ",15 May 2022,MFAT officials,\n"
        "James Cleverly MP,April 2022,Nil return,\n"
        "* Also attended by officials.,,,\n",
        "cp1252",
    )
    code, answer = imported(table, "--dry-run")
    assert (code, answer["rows"], answer["created"], answer["skipped"]) == (0, 8, 6, 2)
    assert told(answer) == [
        ("2022-04", [("", "", "BP"), ("", "", "Shell"), ("", "", "Equinor")]),
        ("2022-05", [("", "", "Amnesty International"), ("", "", "Human Rights Watch")]),
        (
            "2022-05-12",
            [
                ("", "", "Confederation of Industry (CBI)"),
                ("", "", "Make UK"),
                ("", "", "Federation of Small Businesses"),
            ],
        ),
        ("2022-05-13", [("Baroness Amos", "", ""), ("Dame Barbara Woodward", "", "")]),
        ("2022-05-14", []),
        ("2022-05-15", [("", "officials", "MFAT")]),
    ]
    assert {m["principal"]["name"] for m in answer["meetings"]} == {"Elizabeth Truss"}
    assert codes(answer)[1:] == [
        (3, "split"), (5, "split"), (6, "split"), (7, "names_nothing"), (9, "nil_return"), (10, "note"),
    ]  # fmt: skip


def test_a_diary_with_times_and_portfolios(file, imported):
    table = file(
        "diary.csv",
        "Ministerial Diary of Hon Nanaia Mahuta\n"
        "Date,Start Time,End Time,Meeting with,Title,Portfolio\n"
        "2022-05-03,10:00,11:00,Antony Blinken,Secretary of State of the United States,Foreign Affairs\n"
        "2022-05-04,10:00,11:00,Officials,,Local Government\n"
        "2022-05-05,10:00,,Dr. Tedros Adhanom Ghebreyesus - Director-General WHO,,All\n"
        "2022-05-06,10:00,,FM Le Drian,,Foreign Affairs\n"
        "2022-05-07,10:00,,HE Laura Clarke British High Commissioner,,Foreign Affairs\n"
        '2022-05-08,10:00,,"Mr Wang Yi, State Councilor and Minister of Foreign Affairs (China)",,All\n'
        "2022-05-09,10:00,,HRH Prince Faisal bin Farhan Al Saud (KSA),,All\n",
    )
    code, answer = imported(table, "--dry-run")
    assert code == 0
    assert told(answer) == [
        ("2022-05-03", [("Antony Blinken", "Secretary of State of the United States", "us")]),
        ("2022-05-04", [("", "Officials", "")]),
        (
            "2022-05-05",
            [("Dr. Tedros Adhanom Ghebreyesus", "Director-General WHO", "World Health Organization")],
        ),
        ("2022-05-06", [("Le Drian", "FM", "")]),
        ("2022-05-07", [("Laura Clarke", "High Commissioner", "gb")]),
        ("2022-05-08", [("Wang Yi", "State Councilor and Minister of Foreign Affairs", "cn")]),
        ("2022-05-09", [("Faisal bin Farhan Al Saud", "Prince", "sa")]),
    ]
    assert {(m["principal"]["name"], m["principal"]["role"]) for m in answer["meetings"]} == {
        ("Nanaia Mahuta", "")
    }
    assert codes(answer) == [(None, "unread_columns"), (None, "ignored_columns")]


GERMAN = (
    "Termine der Bundesministerin des Auswärtigen Annalena Baerbock\n"
    "Datum;Gesprächspartner;Thema\n"
    "03.01.2023;Außenminister Mevlüt Cavusoglu (Türkei);„NATO“\n"
    "05.01.2023;Péter Szijjártó, Minister für auswärtige Angelegenheiten und Handel Ungarns;\n"
    "10.01.2023;Ukrainischer Außenminister Dmytro Kuleba;\n"
    "16.01.2023;Telefonat mit US-Außenminister Antony Blinken;\n"
    "17./18.01.2023;Präsidentin des Internationalen Strafgerichtshofs;\n"
    "24. Januar 2023;Außenministerin Catherine Colonna und Botschafter François Delattre;\n"
    "30.1.23;Vertreter der Zivilgesellschaft;\n"
)


def test_german_appointments(file, imported):
    code, answer = imported(file("termine.csv", GERMAN, "cp1252"), "--dry-run")
    assert code == 0
    assert told(answer) == [
        ("2023-01-03", [("Mevlüt Cavusoglu", "Außenminister", "tr")]),
        (
            "2023-01-05",
            [("Péter Szijjártó", "Minister für auswärtige Angelegenheiten und Handel Ungarns", "hu")],
        ),
        ("2023-01-10", [("Dmytro Kuleba", "Ukrainischer Außenminister", "ua")]),
        ("2023-01-16", [("Antony Blinken", "US-Außenminister", "us")]),
        (
            "2023-01-17/2023-01-18",
            [("", "Präsidentin des Internationalen Strafgerichtshofs", "International Criminal Court")],
        ),
        (
            "2023-01-24",
            [("Catherine Colonna", "Außenministerin", ""), ("François Delattre", "Botschafter", "")],
        ),
        ("2023-01-30", [("", "Vertreter der Zivilgesellschaft", "")]),
    ]
    assert {(m["principal"]["name"], m["principal"]["role"]) for m in answer["meetings"]} == {
        ("Annalena Baerbock", "Bundesministerin des Auswärtigen")
    }


FRENCH = (
    "Date\tRencontre avec\tFonction\tPays\tObjet\n"
    "Lundi 6 mars 2023\tM. Antony Blinken\tSecrétaire d’État\tÉtats-Unis\tUkraine\n"
    "8 mars 2023\tM. Hakan Fidan, ministre des Affaires étrangères de Türkiye\t\tTurquie\t\n"
    "1er avril 2023\tS.E. M. Vadym Omelchenko, ambassadeur d’Ukraine en France\t\tUkraine\t\n"
    "3–5 avril 2023\tM. Qin Gang\tministre des Affaires étrangères\tChine\t\n"
    "12 avril 2023\tMM. Jean Asselborn et Xavier Bettel\t\tLuxembourg\t\n"
)


def test_a_french_register(file, imported):
    code, answer = imported(file("registre.csv", FRENCH, "utf-16"), "--dry-run")
    assert code == 0
    assert told(answer) == [
        ("2023-03-06", [("Antony Blinken", "Secrétaire d’État", "us")]),
        ("2023-03-08", [("Hakan Fidan", "ministre des Affaires étrangères de Türkiye", "tr")]),
        ("2023-04-01", [("Vadym Omelchenko", "ambassadeur d’Ukraine en France", "ua")]),
        ("2023-04-03/2023-04-05", [("Qin Gang", "ministre des Affaires étrangères", "cn")]),
        ("2023-04-12", [("Jean Asselborn", "", "lu"), ("Xavier Bettel", "", "lu")]),
    ]


def test_an_agenda_of_sentences_in_french(file, imported):
    table = file(
        "agenda.csv",
        "Agenda de Mme Catherine Colonna, ministre de l’Europe et des Affaires étrangères\n"
        "Date;Événement;Lieu\n"
        "Lundi 6 mars 2023;Entretien avec M. Antony Blinken, secrétaire d’État américain;Paris\n"
        "Mardi 7 mars 2023;Conseil des ministres;Palais de l’Élysée\n"
        "8 mars 2023;Entretien téléphonique avec le ministre des Affaires étrangères de la République de "
        "Moldavie, M. Nicu Popescu;\n",
        "cp1252",
    )
    code, answer = imported(table, "--dry-run")
    assert code == 0
    assert [m["kind"] for m in answer["meetings"]] == ["bilateral", "other", "telephone"]
    assert told(answer) == [
        ("2023-03-06", [("Antony Blinken", "secrétaire d’État américain", "us")]),
        ("2023-03-07", []),
        (
            "2023-03-08",
            [("Nicu Popescu", "ministre des Affaires étrangères de la République de Moldavie", "md")],
        ),
    ]


def test_a_russian_register_with_titles_in_every_case(file, imported):
    table = file(
        "встречи.csv",
        "Дата;Встреча с;Должность;Страна;Место\n"
        "12 января 2021 г.;Мевлют Чавушоглу;Министр иностранных дел;Турция;Сочи\n"
        "5 февраля 2021;Жозеп Боррель;Высокий представитель Евросоюза;;Москва\n"
        "10.03.2021;с Министром иностранных дел Саудовской Аравии Ф.Бен Фарханом;;Саудовская Аравия;Эр-Рияд\n"
        "22–23.03.2021;Ван И;член Госсовета, министр иностранных дел;КНР;Гуйлинь\n"
        "13.04.2021;министр иностранных дел Исламской Республики Иран М.Дж.Зариф;;Иран;Тегеран\n"
        "апрель 2021;посол Германии в России;;Германия;Москва\n",
        "cp1251",
    )
    code, answer = imported(table, "--dry-run")
    assert code == 0
    assert told(answer) == [
        ("2021-01-12", [("Мевлют Чавушоглу", "Министр иностранных дел", "tr")]),
        ("2021-02-05", [("Жозеп Боррель", "Высокий представитель Евросоюза", "European Union")]),
        ("2021-03-10", [("Ф.Бен Фарханом", "Министром иностранных дел Саудовской Аравии", "sa")]),
        ("2021-03-22/2021-03-23", [("Ван И", "член Госсовета, министр иностранных дел", "cn")]),
        ("2021-04-13", [("М.Дж.Зариф", "министр иностранных дел Исламской Республики Иран", "ir")]),
        ("2021-04", [("", "посол Германии в России", "de")]),
    ]


def test_events_told_in_russian(file, imported):
    table = file(
        "мероприятия.csv",
        "№ п/п,Дата,Мероприятие,Место проведения\n"
        "1,12.01.2021,Встреча с Министром иностранных дел Турции М.Чавушоглу,Сочи\n"
        "2,15.01.2021,Телефонный разговор с Государственным секретарем США Э.Блинкеном,\n"
        "3,20.01.2021,Переговоры с Президентом Республики Беларусь А.Г.Лукашенко,Минск\n",
    )
    _code, answer = imported(table, "--dry-run")
    assert told(answer) == [
        ("2021-01-12", [("М.Чавушоглу", "Министром иностранных дел Турции", "tr")]),
        ("2021-01-15", [("Э.Блинкеном", "Государственным секретарем США", "us")]),
        ("2021-01-20", [("А.Г.Лукашенко", "Президентом Республики Беларусь", "by")]),
    ]


def test_turkish_and_azerbaijani(file, imported):
    turkish = (
        "Tarih;Görüşülen Kişi;Görevi;Ülke\n"
        "12 Ocak 2022;Jens Stoltenberg;NATO Genel Sekreteri;\n"
        "3 Şubat 2022;Ukrayna Dışişleri Bakanı Dmitro Kuleba;;Ukrayna\n"
        "10.02.2022;İngiltere Büyükelçisi Dominick Chilcott;;İngiltere\n"
    )
    _code, answer = imported(file("tr.csv", turkish, "cp1254"), "--dry-run")
    assert told(answer) == [
        (
            "2022-01-12",
            [("Jens Stoltenberg", "NATO Genel Sekreteri", "North Atlantic Treaty Organization")],
        ),
        ("2022-02-03", [("Dmitro Kuleba", "Ukrayna Dışişleri Bakanı", "ua")]),
        ("2022-02-10", [("Dominick Chilcott", "İngiltere Büyükelçisi", "gb")]),
    ]
    azerbaijani = (
        "Tarix,Görüşülən şəxs,Vəzifəsi,Ölkə\n"
        "02 fevral 2022,Sergey Lavrov,Rusiya Federasiyasının xarici işlər naziri,Rusiya\n"
        "21.09.2022,Gürcüstanın xarici işlər naziri İlia Darçiaşvili,,Gürcüstan\n"
        "22.09.2022,Toivo Klaar,Avropa İttifaqının xüsusi nümayəndəsi,\n"
        "23.09.2022,Almaniyanın səfiri,,Almaniya\n"
    )
    _code, answer = imported(file("az.csv", azerbaijani), "--dry-run")
    assert told(answer) == [
        ("2022-02-02", [("Sergey Lavrov", "Rusiya Federasiyasının xarici işlər naziri", "ru")]),
        ("2022-09-21", [("İlia Darçiaşvili", "Gürcüstanın xarici işlər naziri", "ge")]),
        ("2022-09-22", [("Toivo Klaar", "Avropa İttifaqının xüsusi nümayəndəsi", "European Union")]),
        ("2022-09-23", [("", "Almaniyanın səfiri", "de")]),
    ]


def test_a_minister_at_home_and_one_abroad(file, imported):
    table = file(
        "tapaamiset.csv",
        "Pvm;Kotimainen ministeri;Ulkomainen ministeri;Rooli;Maa\n"
        "3.2.2022;Pekka Haavisto;Sergei Lavrov;Ulkoministeri;Venäjä\n"
        "10.2.2022;Pekka Haavisto;Ann Linde;Ulkoministeri;Ruotsi\n",
    )
    _code, answer = imported(table, "--dry-run")
    assert {m["principal"]["name"] for m in answer["meetings"]} == {"Pekka Haavisto"}
    assert told(answer) == [
        ("2022-02-03", [("Sergei Lavrov", "Ulkoministeri", "ru")]),
        ("2022-02-10", [("Ann Linde", "Ulkoministeri", "se")]),
    ]


def test_roles_and_countries_in_brackets(file, imported):
    table = file(
        "participants.csv",
        "Date;Participants;Topic\n"
        "5 May 2019;Heiko Maas (Foreign Minister, Germany) and Jeremy Hunt (Foreign Secretary, UK);E3\n"
        "6 May 2019;Federica Mogherini (EU High Representative), António Guterres (UN Secretary-General);\n"
        "9 May 2019;Foreign ministers of Estonia, Latvia and Lithuania;\n"
        "11 May 2019;Ms Ursula von der Leyen (German Defence Minister) and Mrs Florence Parly, French "
        "Minister of the Armed Forces;\n"
        "12 May 2019;Rt Hon Sir Alan Duncan KCMG MP, Minister of State;\n"
        "13 May 2019;Delegation of the European Parliament (AFET);\n"
        "16 May 2019;unnamed official;\n",
    )
    _code, answer = imported(table, "--dry-run")
    assert told(answer) == [
        (
            "2019-05-05",
            [
                ("Heiko Maas", "Foreign Minister, Germany", "de"),
                ("Jeremy Hunt", "Foreign Secretary, UK", "gb"),
            ],
        ),
        (
            "2019-05-06",
            [
                ("Federica Mogherini", "EU High Representative", "European Union"),
                ("António Guterres", "UN Secretary-General", "United Nations"),
            ],
        ),
        (
            "2019-05-09",
            [
                ("", "Foreign minister", "ee"),
                ("", "Foreign minister", "lv"),
                ("", "Foreign minister", "lt"),
            ],
        ),
        (
            "2019-05-11",
            [
                ("Ursula von der Leyen", "German Defence Minister", "de"),
                ("Florence Parly", "French Minister of the Armed Forces", "fr"),
            ],
        ),
        ("2019-05-12", [("Sir Alan Duncan", "Minister of State", "")]),
        ("2019-05-13", [("", "Delegation of the European Parliament (AFET)", "European Parliament")]),
        ("2019-05-16", [("", "unnamed official", "")]),
    ]


def test_countries_that_are_organisations_and_countries_one_for_each(file, imported):
    table = file(
        "meetings.csv",
        "Date,Counterpart,Country/Organization,Place\n"
        '11.01.2021,"Josep Borrell, High Representative",EU,Brussels\n'
        "12.01.2021,Riyad al-Maliki; Ayman Safadi,Palestine; Jordan,Amman\n",
    )
    code, answer = imported(table, "--dry-run")
    assert code == 0
    assert told(answer) == [
        ("2021-01-11", [("Josep Borrell", "High Representative", "European Union")]),
        ("2021-01-12", [("Riyad al-Maliki", "", "ps"), ("Ayman Safadi", "", "jo")]),
    ]


@pytest.mark.parametrize(
    ("header", "dates", "read"),
    [
        ("Data", ["10/02/2021"], ["2021-02-10"]),
        ("التاريخ", ["12/02/2023"], ["2023-02-12"]),
        ("Date", [f"0{day}/11/2022" for day in range(1, 6)], [f"2022-11-0{day}" for day in range(1, 6)]),
        ("Date", [f"11/0{day}/2022" for day in range(1, 6)], [f"2022-11-0{day}" for day in range(1, 6)]),
    ],
)
def test_open_dates_are_told_by_the_language_or_by_the_month_that_all_fall_in(
    file, imported, header, dates, read
):
    table = file("a.csv", f"{header},Met with\n" + "".join(f"{date},Oxfam\n" for date in dates))
    code, answer = imported(table, "--dry-run")
    assert (code, [m["date"] for m in answer["meetings"]]) == (0, read)
    assert codes(answer) == [(None, "date_order_found")]


def test_what_a_sentence_leaves_open_and_the_row_says_is_told(file, imported):
    table = file("a.csv", "Date,Country,Remarks\n2013-05-14,Sweden,Met with Prime Minister Reinfeldt.\n")
    _code, answer = imported(table, "--dry-run")
    assert told(answer) == [("2013-05-14", [("Reinfeldt", "Prime Minister", "se")])]
    assert [(p["row"], p["column"], p["value"], p["code"]) for p in answer["problems"]] == [
        (2, "Remarks", "Prime Minister Reinfeldt", "country_inferred")
    ]
