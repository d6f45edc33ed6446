"""Files of official statistics: what World Bank, Our World in Data, SDMX, data packages and plain tables say."""
