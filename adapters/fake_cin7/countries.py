"""Country names and their codes, for `CountryFormat` and `CountryOfOriginCode`.

Source: ref §5.2 (D:20798): Regular, Code2 or Code; the codes are ISO 3166-1, for the countries most often met.
"""

_CODES = {
    "argentina": ("AR", "ARG"),
    "australia": ("AU", "AUS"),
    "austria": ("AT", "AUT"),
    "belgium": ("BE", "BEL"),
    "brazil": ("BR", "BRA"),
    "canada": ("CA", "CAN"),
    "china": ("CN", "CHN"),
    "denmark": ("DK", "DNK"),
    "finland": ("FI", "FIN"),
    "france": ("FR", "FRA"),
    "germany": ("DE", "DEU"),
    "india": ("IN", "IND"),
    "ireland": ("IE", "IRL"),
    "italy": ("IT", "ITA"),
    "japan": ("JP", "JPN"),
    "mexico": ("MX", "MEX"),
    "netherlands": ("NL", "NLD"),
    "new zealand": ("NZ", "NZL"),
    "norway": ("NO", "NOR"),
    "poland": ("PL", "POL"),
    "portugal": ("PT", "PRT"),
    "singapore": ("SG", "SGP"),
    "south africa": ("ZA", "ZAF"),
    "spain": ("ES", "ESP"),
    "sweden": ("SE", "SWE"),
    "switzerland": ("CH", "CHE"),
    "uk": ("GB", "GBR"),
    "united kingdom": ("GB", "GBR"),
    "united states": ("US", "USA"),
    "usa": ("US", "USA"),
    "venezuela": ("VE", "VEN"),
}


def country_in(name: str, style: str) -> str:
    """Show a country as asked; one whose code is not known keeps its name."""
    codes = _CODES.get(name.strip().casefold())
    if codes is None or style not in ("code", "code2"):
        return name
    return codes[0] if style == "code2" else codes[1]
