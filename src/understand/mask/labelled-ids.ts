import { light, SPACED_LETTERS } from './light-pattern.ts';
import { type Candidate, type IdentifyingType, RANK } from './pii.ts';

interface LabelledId {
  type: IdentifyingType;
  label: string;
  /** Regular expression of the value, which follows the label and a few linking words. */
  value: string;
  digits: number;
}

/** "number is", "no.:", "#", "lautet", ... between a label and its value: at most four of them. */
const LINK = `(?:[ \\t]{0,3}(?:\\(?(?:numbers?|nummer|num|número|numero|numéro|no\\.?|nr\\.?|n\\.|n°|nº|code|is|was|are|it's|it is|ist|lautet|es|est|è|é|of|from|for|on (?:my|the) (?:card|back)|as follows|ending|id|هو)(?![${SPACED_LETTERS}])\\)?|番号|は|号码|是|[#:=.?)*"'>-]|\\n)){0,5}[ \\t]{0,3}`;

/** A further part of an id: a word of the sentence behind it has no digit. */
const PART = '(?=[A-Z]{0,7}\\d)[A-Z\\d]{2,8}(?![A-Z\\d])';

const IDS: readonly LabelledId[] = [
  {
    type: 'CVV',
    label:
      'cvv2?|cvc2?|cvn|csc|card verification(?: value)?|(?:card )?security code|prüfnummer|kartenprüfnummer|sicherheitscode|cryptogramme(?: visuel)?|código de seguridad|codice di sicurezza|código de segurança|セキュリティコード|安全码|رمز الأمان',
    value: '\\d(?:[ .-]?\\d){2,3}(?![\\d.,]?\\d)',
    digits: 3,
  },
  {
    type: 'SSN',
    label: 'ssn|ss#|social security|social sec|social insurance|social',
    value: '(?:\\d[ ./-]{0,3}){8}\\d(?!\\d)',
    digits: 9,
  },
  {
    // France, Germany, Japan and the Arab countries: longer numbers, some with a letter inside.
    type: 'SSN',
    label:
      'numéro de sécu(?:rité sociale)?|sozialversicherungsnummer|rentenversicherungsnummer|マイナンバー|個人番号|رقم الهوية|رقم الضمان(?: الاجتماعي)?',
    value: '\\d(?:[ ./-]?(?:[A-Z][ ./-]?)?\\d){7,16}(?!\\d)',
    digits: 10,
  },
  {
    type: 'PASSWORD',
    label:
      'otp|one[ -]time (?:code|pin|passcode)|(?:verification|login|2fa|mfa|sms) code|bestätigungscode|code de vérification|código de verificación|código de verificação|codice di verifica|確認コード|認証コード|رمز التحقق',
    value: '(?:\\d{3}[ -]\\d{3}|\\d{4,8})(?![\\d.,]?\\d)',
    digits: 4,
  },
  {
    type: 'MRN',
    label:
      'mrn|medical record|medical rec|health record|hospital(?: id| number| no)|patient (?:id|number|no|identifier)|chart (?:number|no|#)|nhs(?: number)?|patientennummer|krankenversicherungsnummer|versichertennummer',
    value: `[A-Z]{0,4}[ -]?\\d[A-Z\\d]{0,12}(?:[ -]${PART}){0,3}`,
    digits: 4,
  },
  {
    type: 'PASSPORT',
    label:
      'passport|reisepass(?:nummer)?|passeport|pasaporte|passaporto|passaporte|паспорт|護照|护照|パスポート|جواز السفر',
    value: '[A-Z]{0,3}[ -]?\\d[A-Z\\d]{4,10}',
    digits: 5,
  },
  {
    type: 'DRIVING_LICENCE',
    label:
      "driv(?:er|ers|er's|ing)[ -]?licen[cs]e|driver’s licen[cs]e|dl(?= ?(?:number|no|#|:))|führerschein(?:nummer)?|permis de conduire|(?:licencia|permiso|carnet) de conducir|patente di guida|carteira de motorista",
    value: `[A-Z]{0,5}[ -]?\\d[A-Z\\d]{1,17}(?:[ -]${PART}){0,4}`,
    digits: 4,
  },
  {
    type: 'TAX_ID',
    label:
      'tax(?:payer)?[ -]?(?:id|identification|payer id|reference|file)|tin|ein|itin|tfn|utr|nino|national insurance|ni (?=number|no)|vat(?: reg(?:istration)?)?|ust-?id(?:nr)?|umsatzsteuer-?id|steuer-?id(?:entifikationsnummer)?|steuernummer|numéro fiscal|nif|nie|dni|cif|codice fiscale|partita iva|cpf|cnpj|pesel|bsn|personnummer|aadhaar|aadhar|pan card|curp|rfc|national id(?:entity)?|personalausweis(?:nummer)?|id card|identity card|مكس|الرقم القومي',
    value: '[A-Z]{0,6}[ -]?\\d[A-Z\\d]{0,14}(?:[ ./-][A-Z\\d]{1,8}){0,5}',
    digits: 5,
  },
  {
    type: 'ROUTING',
    label: 'routing|aba|sort[ -]?code|blz|bankleitzahl|bsb|transit|ifsc|swift(?:[ /]bic)?|bic',
    value:
      '(?:\\d{2}[ -]?\\d{2}[ -]?\\d{2}(?!\\d)|\\d{9}|\\d{3}[ -]?\\d{3}[ -]?\\d{2}|[A-Z]{4}0[A-Z\\d]{6}|[A-Z]{6}[A-Z\\d]{2}(?:[A-Z\\d]{3})?)(?![\\p{L}\\d])',
    digits: 0,
  },
  {
    type: 'ACCOUNT',
    label:
      '(?:bank |checking |savings? |giro)?(?:account|acct|acc)(?= ?\\.? ?(?:number|no\\b|nr|#|num))|(?:bank|checking|savings?) account|kontonummer|konto(?=[ -]?n)|(?<=sort[ -]?code[^\\n]{0,40})(?:account|acc)|numéro de compte|número de cuenta|numero di conto|número da conta|口座番号|رقم الحساب',
    value: '\\d(?:[ -]?\\d){5,19}(?![\\d])',
    digits: 6,
  },
];

const RULES = IDS.map(({ type, label, value, digits }) => ({
  type,
  digits,
  pattern: light(`(?<![${SPACED_LETTERS}\\d])(?:${label})(?![${SPACED_LETTERS}])${LINK}(${value})`, 'giu'),
}));

/** Any of the labels, to leave early: most messages have none. */
const ANY = light(`(?<![${SPACED_LETTERS}\\d])(?:${IDS.map((one) => one.label).join('|')})`, 'iu');

/** US social security numbers by shape: area, group and serial as issued. */
const SSN = /(?<![\d-])(?!000|666|9)\d{3}([- ]|\. ?)(?!00)\d{2}\1(?!0000)\d{4}(?![\d-]\d|\d)/g;
/** Brazil's CPF and the British national insurance number: shapes of nothing else. */
const CPF = /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g;
/** The Italian tax code. */
const CODICE_FISCALE = /(?<![A-Za-z\d])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z\d])/gi;
const NINO = light(
  /(?<![\p{L}\d])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} \d{2} \d{2} ?[A-D](?![\p{L}\d])/gu,
);

/** Identifying numbers that a label names (and four whose shape is enough). Pure. */
export function findLabelledIds(text: string, found: Candidate[]): void {
  shape(text, SSN, 'SSN', found);
  shape(text, CPF, 'TAX_ID', found);
  shape(text, NINO, 'TAX_ID', found);
  shape(text, CODICE_FISCALE, 'TAX_ID', found);
  if (!ANY.test(text)) return;
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const value = match[1] ?? '';
      if (value.replace(/\D/g, '').length < rule.digits) continue;
      if (rule.type === 'ROUTING' && !/\d/.test(value) && value !== value.toUpperCase()) continue;
      const end = match.index + match[0].length;
      found.push({ type: rule.type, start: end - value.length, end, rank: RANK.labelled });
    }
  }
}

function shape(text: string, pattern: RegExp, type: IdentifyingType, found: Candidate[]): void {
  for (const match of text.matchAll(pattern)) {
    found.push({ type, start: match.index, end: match.index + match[0].length, rank: RANK.certain });
  }
}
