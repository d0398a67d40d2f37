import type { Faker } from "@faker-js/faker";

/** What a text field of this name probably holds; null where the name says nothing. */
export function fakeTextNamed(name: string, faker: Faker): string | null {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const joined = words.join("_");
  for (const [pattern, make] of byName) {
    if (pattern.test(joined)) return make(faker);
  }
  return null;
}

type Maker = (faker: Faker) => string;

/** The first that fits counts, so the narrower ones come first. Names are in snake case. */
const byName: readonly (readonly [pattern: RegExp, make: Maker])[] = [
  [/(^|_)(first|given)_?name$/, (faker) => faker.person.firstName()],
  [/(^|_)(last|family|sur)_?name$/, (faker) => faker.person.lastName()],
  [/(^|_)(user_?name|login|nick(_?name)?|handle)$/, (faker) => faker.internet.username()],
  [
    /(^|_)(company|employer|organi[sz]ation|brand|vendor)(_name)?$/,
    (faker) => faker.company.name(),
  ],
  [/(^|_)(product|item)(_name)?$/, (faker) => faker.commerce.productName()],
  [/(^|_)(department|category)$/, (faker) => faker.commerce.department()],
  [/(^|_)(city|town)(_name)?$/, (faker) => faker.location.city()],
  [/(^|_)country(_name)?$/, (faker) => faker.location.country()],
  [/(^|_)country_code$/, (faker) => faker.location.countryCode()],
  [/(^|_)(state|province|region)$/, (faker) => faker.location.state()],
  [/(^|_)(zip|postal)_?(code)?$|(^|_)postcode$/, (faker) => faker.location.zipCode()],
  [/(^|_)street(_address)?$/, (faker) => faker.location.streetAddress()],
  [/(^|_)address$/, (faker) => faker.location.streetAddress({ useFullAddress: true })],
  [/(^|_)time_?zone$/, (faker) => faker.location.timeZone()],
  [/(^|_)(e_?)?mail(_address)?$/, (faker) => faker.internet.email().toLowerCase()],
  [/(^|_)(phone|mobile|telephone)(_number)?$/, (faker) => faker.phone.number()],
  [/(^|_)(url|website|link|homepage)$/, (faker) => faker.internet.url()],
  [/(^|_)(ip|ip_address)$/, (faker) => faker.internet.ip()],
  [/(^|_)user_agent$/, (faker) => faker.internet.userAgent()],
  [/(^|_)domain$/, (faker) => faker.internet.domainName()],
  [/(^|_)(job|profession|occupation)(_title)?$/, (faker) => faker.person.jobTitle()],
  [/(^|_)(gender|sex)$/, (faker) => faker.person.sex()],
  [/(^|_)(bio|about|summary)$/, (faker) => faker.person.bio()],
  [/(^|_)(title|headline|subject)$/, (faker) => title(faker)],
  [/(^|_)slug$/, (faker) => faker.lorem.slug()],
  [
    /(^|_)(description|body|content|text|message|comment|note)s?$/,
    (faker) => faker.lorem.paragraph(),
  ],
  [/(^|_)colou?r$/, (faker) => faker.color.human()],
  [/(^|_)currency(_code)?$/, (faker) => faker.finance.currencyCode()],
  [/(^|_)(iban|account_number)$/, (faker) => faker.finance.iban()],
  [/(^|_)(sku|isbn|ean|barcode)$/, (faker) => faker.commerce.isbn()],
  [/(^|_)uuid$/, (faker) => faker.string.uuid()],
  [/(^|_)(lang|language|locale)$/, (faker) => faker.location.language().alpha2],
  [/(^|_)(full_?)?name$|(^|_)(author|customer|owner|contact)$/, (faker) => faker.person.fullName()],
];

function title(faker: Faker): string {
  const words = faker.lorem.words({ min: 2, max: 5 });
  return words.charAt(0).toUpperCase() + words.slice(1);
}
