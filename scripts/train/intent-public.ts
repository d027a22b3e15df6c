import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';

/** What the default model learns from public sets (CC BY, CC0): other people's wording, and what is no matter of support. */
export interface PublicExamples {
  examples: IntentExample[];
  outOfScope: string[];
}

/** Rows of one public label at most, so that no set drowns our own examples. */
const PER_LABEL = 40;
const PER_FOREIGN_LABEL = 24;

/** Labels of public sets that mean one of our intents. All others of the set are foreign or, where named so, left out. */
const SAME: Record<string, Record<string, string>> = {
  'clinc150.train.jsonl': {
    are_you_a_bot: 'bot-identity',
    what_is_your_name: 'bot-identity',
    who_made_you: 'bot-identity',
    what_can_i_ask_you: 'bot-identity',
    change_language: 'language-change',
    greeting: 'greeting',
    goodbye: 'goodbye',
    thank_you: 'thanks',
    yes: 'confirm-yes',
    no: 'deny-no',
    order_status: 'order-status',
    report_fraud: 'security-incident',
  },
  'banking77.train.jsonl': {
    card_arrival: 'order-status',
    card_delivery_estimate: 'shipping-options',
    Refund_not_showing_up: 'refund-status',
    passcode_forgotten: 'password-reset',
    compromised_card: 'security-incident',
    terminate_account: 'delete-account',
    edit_personal_details: 'change-account-details',
    declined_card_payment: 'payment-failed',
    transaction_charged_twice: 'wrong-charge',
    extra_charge_on_statement: 'wrong-charge',
    card_payment_not_recognised: 'wrong-charge',
    supported_cards_and_currencies: 'payment-method',
    apple_pay_or_google_pay: 'payment-method',
  },
};

/** Labels that are near support, so that they teach neither way. */
const UNDECIDED = new Set(
  `account_blocked application_status balance bill_balance bill_due calendar calendar_update cancel cancel_reservation
   card_declined change_user_name change_speed credit_limit damaged_card direct_deposit expiration_date freeze_account insurance
   insurance_change last_maintenance lost_luggage maybe new_card order order_checks pay_bill pin_change redeem_rewards repeat
   replacement_card_duration report_lost_card reset_settings rewards_balance routing schedule_maintenance schedule_meeting
   meeting_schedule spending_history sync_device transactions transfer user_name who_do_you_work_for
   email_addcontact email_query email_querycontact email_sendemail general_affirm general_commandstop general_confirm
   general_dontcare general_explain general_negate general_praise general_repeat takeaway_order takeaway_query
   transport_ticket`.split(/\s+/),
);

/** Sets whose remaining labels are no matter of a support desk: weather, music, recipes, travel. Banking's are too near. */
const FOREIGN = ['clinc150.train.jsonl', 'hwu64.train.jsonl', 'snips.train.jsonl'];

/** Reads what is there; nothing where the data is absent. The same rows whatever their order in the file. */
export function readPublic(data: string): PublicExamples {
  const examples: IntentExample[] = [];
  const outOfScope: string[] = [];
  for (const name of new Set([...Object.keys(SAME), ...FOREIGN])) {
    const path = join(data, 'intent', name);
    if (!existsSync(path)) continue;
    for (const [label, texts] of byLabel(path)) {
      const intent = SAME[name]?.[label];
      if (intent !== undefined) {
        examples.push(...some(texts, PER_LABEL).map((text) => ({ text, intent })));
      } else if (FOREIGN.includes(name) && !UNDECIDED.has(label)) {
        outOfScope.push(...some(texts, PER_FOREIGN_LABEL));
      }
    }
  }
  return { examples, outOfScope };
}

function byLabel(path: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { text, label }: { text: string; label: string } = JSON.parse(line);
    found.set(label, [...(found.get(label) ?? []), text]);
  }
  return found;
}

/** A sample that depends on the texts alone. */
function some(texts: readonly string[], most: number): string[] {
  return [...texts]
    .sort((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1))
    .slice(0, most);
}

function rankOf(text: string): number {
  return mixHash(hashText(text));
}
