import { TOWNS } from './towns.ts';

const COUNTRIES =
  'Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Czech Republic|Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macau|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States of America|United States|Uruguay|Uzbekistan|Vatican|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|Deutschland|Österreich|Schweiz|Suisse|España|Italia|Brasil|México|Polska|Sverige|Norge|Danmark|Suomi|Nederland|België|Belgique';

const CITIES =
  'Aberdeen|Abu Dhabi|Accra|Addis Ababa|Adelaide|Alexandria|Algiers|Amman|Amsterdam|Ankara|Antwerp|Athens|Atlanta|Auckland|Austin|Baghdad|Baku|Baltimore|Bangalore|Bangkok|Barcelona|Basel|Beijing|Beirut|Belfast|Belgrade|Bergen|Berlin|Bern|Bilbao|Birmingham|Bogotá|Bologna|Bordeaux|Boston|Bratislava|Bremen|Brisbane|Bristol|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Calgary|Cambridge|Canberra|Cape Town|Caracas|Cardiff|Casablanca|Charlotte|Chennai|Chicago|Cincinnati|Cleveland|Cologne|Columbus|Copenhagen|Córdoba|Dakar|Dallas|Damascus|Delhi|Denver|Detroit|Dhaka|Doha|Dresden|Dubai|Dublin|Durban|Düsseldorf|Edinburgh|Edmonton|Eindhoven|Florence|Frankfurt|Gdańsk|Geneva|Genoa|Glasgow|Gothenburg|Graz|Guadalajara|Hamburg|Hanoi|Hanover|Havana|Helsinki|Ho Chi Minh City|Houston|Hyderabad|Indianapolis|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Karachi|Kathmandu|Kiev|Kolkata|Kraków|Kuala Lumpur|Kyiv|Kyoto|Lagos|Lahore|Las Vegas|Leeds|Leipzig|Lille|Lima|Lisbon|Liverpool|Ljubljana|London|Los Angeles|Luanda|Lyon|Madrid|Málaga|Manchester|Manila|Marseille|Medellín|Melbourne|Memphis|Mexico City|Miami|Milan|Milwaukee|Minneapolis|Minsk|Monterrey|Montevideo|Montreal|Moscow|Mumbai|München|Munich|Nairobi|Naples|Nashville|Nassau|New Delhi|New Orleans|New York City|New York|Newcastle|Nice|Nicosia|Nuremberg|Osaka|Oslo|Ottawa|Oxford|Palermo|Paris|Perth|Philadelphia|Phoenix|Pittsburgh|Portland|Porto|Poznań|Prague|Pretoria|Quebec|Quito|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome|Rotterdam|Sacramento|Salzburg|San Antonio|San Diego|San Francisco|San Jose|Santiago|São Paulo|Sarajevo|Seattle|Seoul|Seville|Shanghai|Sheffield|Shenzhen|Skopje|Sofia|Stockholm|Stuttgart|Sydney|Taipei|Tallinn|Tampa|Tbilisi|Tehran|Tel Aviv|The Hague|Thessaloniki|Tirana|Tokyo|Toronto|Toulouse|Tripoli|Tunis|Turin|Utrecht|Valencia|Vancouver|Venice|Vienna|Vilnius|Warsaw|Washington|Wellington|Winnipeg|Wrocław|Yokohama|Zagreb|Zürich|Zurich|California|Texas|Florida|Ohio|Illinois|Pennsylvania|Michigan|Virginia|Massachusetts|Arizona|Colorado|Oregon|Minnesota|Wisconsin|Tennessee|Alabama|Alaska|Hawaii|Nevada|Utah|Ontario|Alberta|Bavaria|Catalonia|Europe|Africa|Asia|America|Scandinavia';

const NATIONS =
  'american|arab|argentine|british|catholic|chinese|christian|congolese|cypriot|czech|dane|danish|dutch|emirati|english|englishman|filipino|finn|finnish|french|frenchman|german|greek|hindu|icelander|irish|irishman|israeli|jew|jewish|kiwi|kurd|kurdish|lebanese|maltese|mexican|moroccan|muslim|norwegian|pole|polish|portuguese|protestant|scot|scottish|shia|shii|shiite|sikh|slovak|slovene|spaniard|spanish|sunni|swede|swedish|swiss|thai|turk|turkish|ukrainian|welsh|welshman|buddhist|atheist|greenlander|african|european|asian|latino|latina|hispanic';

/** Countries, and cities and states that are known beyond their country; in lower case. */
export const PLACES: ReadonlySet<string> = new Set(
  `${COUNTRIES}|${CITIES}|${TOWNS}`.toLowerCase().split('|'),
);

const NATION_WORDS: ReadonlySet<string> = new Set(NATIONS.split('|'));
/** Beginnings of countries' names, from which most words for their people are formed. */
const STEMS: readonly string[] = COUNTRIES.toLowerCase()
  .split('|')
  .map((country) => (country.split(' ')[0] ?? '').slice(0, 6))
  .filter(
    (stem) =>
      stem.length >= 5 || ['kenya', 'cuba', 'iran', 'iraq', 'peru', 'fiji', 'togo', 'oman'].includes(stem),
  );
const PEOPLE = /(?:(?:i|e)?ans?|eses?|ers?|is?|ish|ics?)$/;

/** Whether a word says which nation or religion somebody belongs to. Pure. */
export function isNationality(word: string): boolean {
  const small = word.toLowerCase();
  if (NATION_WORDS.has(small) || NATION_WORDS.has(small.replace(/(?:es|s)$/, ''))) return true;
  if (PLACES.has(small) || !PEOPLE.test(small)) return false;
  return STEMS.some((stem) => small.startsWith(stem.slice(0, 5)) && small.length <= stem.length + 6);
}
