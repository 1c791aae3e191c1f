package main

import "strings"

// currencyCodes are the ISO 4217 codes whose names are listed.
var currencyCodes = strings.Fields(`USD EUR GBP JPY CNY KRW INR RUB CHF CAD AUD NZD HKD TWD SGD MXN BRL ARS CLP COP
	PEN TRY ILS SAR AED QAR KWD BHD OMR EGP IRR IQD PKR BDT LKR NPR THB VND IDR MYR PHP PLN CZK HUF RON BGN SEK NOK
	DKK ISK UAH KZT GEL ZAR NGN KES GHS ETB MAD DZD TND LYD SYP LBP JOD YER AFN MMK KHR LAK MNT UZS AZN AMD BYN RSD
	VES CUP DOP CRC GTQ UYU PYG BOB KPW MOP BAM HRK MKD ALL TJS TMT KGS XOF XAF AOA MZN UGX TZS RWF SDG SOS ZMW
	ESP NLG FIM DEM FRF ITL`)

// unitNames maps CLDR's unit identifiers to the names that figures carry.
var unitNames = map[string]string{
	"length-kilometer": "km", "length-meter": "m", "length-decimeter": "dm", "length-centimeter": "cm",
	"length-millimeter": "mm", "length-micrometer": "µm", "length-nanometer": "nm", "length-mile": "mi",
	"length-yard": "yd", "length-foot": "ft", "length-inch": "in", "length-nautical-mile": "nmi",
	"length-light-year":     "ly",
	"area-square-kilometer": "km²", "area-square-meter": "m²", "area-square-centimeter": "cm²", "area-hectare": "ha",
	"area-acre": "acre", "area-square-mile": "mi²", "area-square-foot": "ft²", "area-square-yard": "yd²",
	"mass-tonne": "t", "mass-metric-ton": "t", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg",
	"mass-microgram": "µg", "mass-pound": "lb", "mass-ounce": "oz", "mass-stone": "st", "mass-carat": "ct",
	"volume-liter": "L", "volume-deciliter": "dL", "volume-centiliter": "cL", "volume-milliliter": "mL",
	"volume-hectoliter": "hL", "volume-cubic-meter": "m³", "volume-cubic-kilometer": "km³",
	"volume-cubic-centimeter": "cm³", "volume-cubic-foot": "ft³", "volume-gallon": "gal", "volume-barrel": "bbl",
	"volume-pint":         "pt",
	"temperature-celsius": "°C", "temperature-fahrenheit": "°F", "temperature-kelvin": "K",
	"angle-degree":             "°",
	"speed-kilometer-per-hour": "km/h", "speed-meter-per-second": "m/s", "speed-mile-per-hour": "mi/h",
	"speed-knot": "kn",
	"power-watt": "W", "power-kilowatt": "kW", "power-megawatt": "MW", "power-gigawatt": "GW",
	"power-horsepower":     "hp",
	"energy-kilowatt-hour": "kWh", "energy-joule": "J", "energy-kilojoule": "kJ", "energy-kilocalorie": "kcal",
	"energy-calorie": "cal", "electric-volt": "V", "electric-ampere": "A", "frequency-hertz": "Hz",
	"frequency-kilohertz": "kHz", "frequency-megahertz": "MHz", "frequency-gigahertz": "GHz",
	"digital-byte": "B", "digital-kilobyte": "kB", "digital-megabyte": "MB", "digital-gigabyte": "GB",
	"digital-terabyte": "TB", "digital-megabit": "Mbit", "digital-gigabit": "Gbit",
	"duration-second": "s", "duration-minute": "min", "duration-hour": "h", "duration-day": "d",
	"duration-week": "wk", "duration-month": "mo", "duration-quarter": "quarter", "duration-year": "yr",
	"duration-decade":  "decade",
	"duration-century": "century", "duration-millisecond": "ms", "duration-night": "night",
	"pressure-hectopascal": "hPa", "pressure-pascal": "Pa", "pressure-bar": "bar", "pressure-atmosphere": "atm",
	"graphics-pixel": "px", "graphics-megapixel": "MP", "sound-decibel": "dB",
}
