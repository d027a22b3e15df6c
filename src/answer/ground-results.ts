import { amountsIn, datesIn, sameAmount } from './ground-amounts.ts';
import { type Ground, meansSame, type ProofOptions, tokensOf } from './ground-proof.ts';
import { NARROWING } from './proof-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What is said of any order, folded: states nothing that a result must hold. */
const ORDINARY =
  words(`order orders number status parcel package shipment delivery date currently arrive arrives come comes expected carrier system
  bestellung bestellnummer nummer paket sendung lieferung datum derzeit aktuell kommt ankunft unterliegt
  commande numero statut colis livraison date actuellement arrive arrivee
  pedido numero estado paquete envio entrega fecha actualmente llega
  encomenda numero estado pacote entrega data atualmente chega
  ordine numero stato pacco consegna data attualmente arriva
  طلبك طلب رقم حالة الشحنة التوصيل تاريخ حاليا يصل
  january february march april may june july august september october november december
  januar februar marz april mai juni juli august september oktober november dezember
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
  gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`);
/** What has happened: only a result that says just that proves it, not one that names the thing (`delivery`). */
const HAPPENED =
  words(`delivered geliefert zugestellt livre livree entregado entregada entregue consegnato consegnata
  cancelled canceled storniert annule annulee cancelado cancelada annullato paid bezahlt paye pagado pago pagato refunded erstattet rembourse
  reembolsado rimborsato`);
/** Of a Japanese sentence about an order. */
const ORDINARY_JAPANESE = /ご?注文(?:番号)?|番号|お?荷物|配送|状況|現在|予定|到着|お届け|日|月|年/g;

/**
 * Whether results of tools prove a sentence: every word of it stands there, in another form or language at most, or is said of any order;
 * every number and date too; and it denies and narrows nothing that they do not. Pure.
 */
export function provesResult(text: string, results: readonly Ground[], options: ProofOptions): boolean {
  const given = results.map((one) => one.text).join('\n');
  const amounts = amountsIn(given);
  if (!amountsIn(text).every((one) => amounts.some((other) => sameAmount(one, other)))) return false;
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)) {
    const rest =
      text
        .replace(ORDINARY_JAPANESE, ' ')
        .match(/[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+|[A-Za-z]{2,}/gu) ?? [];
    return rest.every((run) => given.toLowerCase().includes(run.toLowerCase())) && !/ません|ない/.test(text);
  }
  const undated = datesIn(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const tokens = results.flatMap((one) => one.tokens);
  const said = tokensOf(undated, options);
  const isSaid = said.some(
    (token) => token.kind === 'word' && tokens.some((other) => meansSame(token, other)),
  );
  if (!isSaid && amountsIn(text).length === 0) return false;
  return said.every((token) => {
    if (token.role) return !NARROWING.has(token.role) || tokens.some(({ role }) => role === token.role);
    if (token.kind === 'number') return true;
    if (HAPPENED.has(token.text))
      return tokens.some((other) => HAPPENED.has(other.text) && meansSame(token, other));
    return ORDINARY.has(token.text) || tokens.some((other) => meansSame(token, other));
  });
}
