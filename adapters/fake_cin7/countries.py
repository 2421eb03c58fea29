"""Country names and their codes, for `CountryFormat` and `CountryOfOriginCode`.

Source: ref §5.2 (D:20798): Regular, Code2 or Code; the codes are those of ISO 3166-1.
"""

_TABLE = """
Afghanistan AF AFG, Albania AL ALB, Algeria DZ DZA, Andorra AD AND, Angola AO AGO, Argentina AR ARG,
Armenia AM ARM, Australia AU AUS, Austria AT AUT, Azerbaijan AZ AZE, Bahamas BS BHS, Bahrain BH BHR,
Bangladesh BD BGD, Barbados BB BRB, Belarus BY BLR, Belgium BE BEL, Belize BZ BLZ, Benin BJ BEN,
Bermuda BM BMU, Bhutan BT BTN, Bolivia BO BOL, Bosnia and Herzegovina BA BIH, Botswana BW BWA,
Brazil BR BRA, Brunei BN BRN, Bulgaria BG BGR, Burkina Faso BF BFA, Burundi BI BDI, Cambodia KH KHM,
Cameroon CM CMR, Canada CA CAN, Cape Verde CV CPV, Cayman Islands KY CYM, Chad TD TCD, Chile CL CHL,
China CN CHN, Colombia CO COL, Comoros KM COM, Congo CG COG, Costa Rica CR CRI, Croatia HR HRV, Cuba CU CUB,
Cyprus CY CYP, Czech Republic CZ CZE, Czechia CZ CZE, Denmark DK DNK, Djibouti DJ DJI, Dominica DM DMA,
Dominican Republic DO DOM, Ecuador EC ECU, Egypt EG EGY, El Salvador SV SLV, Eritrea ER ERI, Estonia EE EST,
Eswatini SZ SWZ, Ethiopia ET ETH, Fiji FJ FJI, Finland FI FIN, France FR FRA, French Polynesia PF PYF,
Gabon GA GAB, Gambia GM GMB, Georgia GE GEO, Germany DE DEU, Ghana GH GHA, Gibraltar GI GIB, Greece GR GRC,
Greenland GL GRL, Grenada GD GRD, Guatemala GT GTM, Guinea GN GIN, Guyana GY GUY, Haiti HT HTI,
Honduras HN HND, Hong Kong HK HKG, Hungary HU HUN, Iceland IS ISL, India IN IND, Indonesia ID IDN,
Iran IR IRN, Iraq IQ IRQ, Ireland IE IRL, Israel IL ISR, Italy IT ITA, Jamaica JM JAM, Japan JP JPN,
Jordan JO JOR, Kazakhstan KZ KAZ, Kenya KE KEN, Kiribati KI KIR, Kuwait KW KWT, Kyrgyzstan KG KGZ,
Laos LA LAO, Latvia LV LVA, Lebanon LB LBN, Lesotho LS LSO, Liberia LR LBR, Libya LY LBY,
Liechtenstein LI LIE, Lithuania LT LTU, Luxembourg LU LUX, Macao MO MAC, Madagascar MG MDG, Malawi MW MWI,
Malaysia MY MYS, Maldives MV MDV, Mali ML MLI, Malta MT MLT, Mauritania MR MRT, Mauritius MU MUS,
Mexico MX MEX, Moldova MD MDA, Monaco MC MCO, Mongolia MN MNG, Montenegro ME MNE, Morocco MA MAR,
Mozambique MZ MOZ, Myanmar MM MMR, Namibia NA NAM, Nauru NR NRU, Nepal NP NPL, Netherlands NL NLD,
New Caledonia NC NCL, New Zealand NZ NZL, Nicaragua NI NIC, Niger NE NER, Nigeria NG NGA,
North Macedonia MK MKD, Norway NO NOR, Oman OM OMN, Pakistan PK PAK, Palau PW PLW, Panama PA PAN,
Papua New Guinea PG PNG, Paraguay PY PRY, Peru PE PER, Philippines PH PHL, Poland PL POL, Portugal PT PRT,
Puerto Rico PR PRI, Qatar QA QAT, Romania RO ROU, Russia RU RUS, Rwanda RW RWA, Samoa WS WSM,
San Marino SM SMR, Saudi Arabia SA SAU, Senegal SN SEN, Serbia RS SRB, Seychelles SC SYC,
Sierra Leone SL SLE, Singapore SG SGP, Slovakia SK SVK, Slovenia SI SVN, Solomon Islands SB SLB,
Somalia SO SOM, South Africa ZA ZAF, South Korea KR KOR, Spain ES ESP, Sri Lanka LK LKA, Sudan SD SDN,
Suriname SR SUR, Sweden SE SWE, Switzerland CH CHE, Syria SY SYR, Taiwan TW TWN, Tajikistan TJ TJK,
Tanzania TZ TZA, Thailand TH THA, Togo TG TGO, Tonga TO TON, Trinidad and Tobago TT TTO, Tunisia TN TUN,
Turkey TR TUR, Turkmenistan TM TKM, Tuvalu TV TUV, UK GB GBR, USA US USA, Uganda UG UGA, Ukraine UA UKR,
United Arab Emirates AE ARE, United Kingdom GB GBR, United States US USA,
United States of America US USA, Uruguay UY URY, Uzbekistan UZ UZB, Vanuatu VU VUT, Venezuela VE VEN,
Vietnam VN VNM, Yemen YE YEM, Zambia ZM ZMB, Zimbabwe ZW ZWE
"""


def _read_table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for entry in _TABLE.replace("\n", " ").split(","):
        name, two, three = entry.strip().rsplit(" ", 2)
        found[name.casefold()] = (two, three)
    return found


_CODES = _read_table()


def country_in(name: str, style: str) -> str:
    """Show a country as asked; one whose code is not known keeps its name.

    Source: ref §5.2 (D:20798).
    """
    codes = _CODES.get(name.strip().casefold())
    if codes is None or style not in ("code", "code2"):
        return name
    return codes[0] if style == "code2" else codes[1]


def code_of(name: str | None) -> str | None:
    """Give the three letters of a country, None when it is not known.

    Source: cin7_v2.apib 5269 (D example: Algeria, DZA).
    """
    codes = _CODES.get((name or "").strip().casefold())
    return codes[1] if codes else None
