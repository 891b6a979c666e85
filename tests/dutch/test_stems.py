from concurrent.futures import ThreadPoolExecutor

import pytest

from tegenspraak.dutch import stem

SAME = """
kind kinderen kinder kindje
gezin gezinnen gezins gezinnetje
scheiding scheiden scheidingen gescheiden scheidt
mishandelen mishandeld mishandelde mishandelt mishandeling mishandelingen
uithuisplaatsing uithuisgeplaatst uithuisgeplaatste uithuisplaatsen
plaatsing geplaatst plaatsen plaatst
verwaarlozing verwaarloosd verwaarlozen verwaarloosde
verslaving verslaafd verslaafde
beschermen beschermd bescherming
melding meldingen melden gemeld meldt
veilig veilige veiligheid
spreken gesproken sprak
slaan slaat sloeg geslagen
zien gezien zag
moeder moeders
zoon zonen zoons
huis huizen
school scholen
brief brieven
voogd voogden
meisje meisjes
leerling leerlingen
gesprek gesprekken
beslissing beslissen beslist
besluit besluiten besloten
onderzoek onderzoeken onderzocht
ontwikkeling ontwikkelen ontwikkeld
bedreiging bedreigd bedreigen
risico risico's
getuige getuigen
"""
DIFFERENT = """
gezag zag
gezin zin
geweld wel
veilig veil
gevaar vaar
gedrag draag
moeder moed
recht rechter
verband verbannen
rust rus
kant kan
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_forms_of_one_word_have_one_stem(line):
    assert len({stem(word) for word in line.split()}) == 1


@pytest.mark.parametrize("line", DIFFERENT.strip().splitlines())
def test_other_words_keep_another_stem(line):
    first, second = line.split()
    assert stem(first) != stem(second)


def test_case_and_accents_do_not_matter():
    assert stem("Kinderen") == stem("KINDEREN") == "kind"
    assert stem("Casuïstiek") == stem("casuistiek")


def test_threads_get_right_stems():
    words = [line.split()[0] for line in SAME.strip().splitlines()] * 50
    expected = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem, words)) == expected
