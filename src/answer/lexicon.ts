import { isSameWord } from './proof-words.ts';

/**
 * What support articles speak of, a concept a line, in the interface languages (en de fr es pt it ja ar), folded; forms of a word are
 * found by their endings. No two lines say what could be mistaken for each other.
 */
const CONCEPTS = `
return returns returned zuruckgeben zuruckschicken ruckgabe retourner renvoyer retour retours devolver devolucion devolver devolucao restituire restituzione reso resi 返品 ارجاع
refund refunds refunded erstatten erstattet erstattung ruckerstattung rembourser remboursement remboursements rembourse reembolso reembolsos reembolsar reembolsado rimborso rimborsi rimborsare rimborsato 返金 استرداد رد
exchange exchanged umtauschen umgetauscht umtausch echanger echange cambiar cambio trocar troca cambiare cambiati 交換 استبدال
item items article articles product products artikel ware produkt produkte produit produits articulo articulos producto productos artigo artigos produto produtos articolo articoli prodotto prodotti 商品 製品 منتج المنتجات
delivery deliver delivered deliveries liefern lieferung geliefert zustellung livrer livraison livre entrega entregas entregar entregado entregue consegna consegne consegnare consegnato 配達 配送 توصيل التوصيل تسليم
ship shipping shipped shipment send sent versand verschickt versenden versandt schicken gesendet expedier expedition expedie envoyer envoi envoye envio enviar enviado spedizione spedire spedito 発送 送る شحن ارسال
standard normale normaler normal normales 通常 العادي عادي
express expresslieferung expres espresso espressa 速達 السريع
cost costs price prices kosten kostet preis preise couter coute coutent cout prix tarif cuesta cuestan costo coste precio precios custa custam preco precos costa costano prezzo prezzi 料金 価格 費用 تكلفة تكلفته سعر
free kostenlos kostenfrei gratis versandkostenfrei gratuit gratuite gratuits gratuito gratuita gratuiti gratuitos 無料 مجاني
order orders bestellung bestellungen commande commandes pedido pedidos encomenda encomendas ordine ordini 注文 طلب الطلب الطلبات
parcel parcels package packages paket pakete colis paquete paquetes pacote pacotes pacco pacchi 荷物 طرد الطرد
warranty garantie gewahrleistung garantia garanzia 保証 ضمان الضمان
cover covers covered abdecken abgedeckt deckt umfasst couvrir couvre couvert couverts cubre cubrir cubierto cobre cobrir coberto copre coprire coperto تغطي يغطي
fault faults defect defects fehler mangel defaut defauts defecto defectos defeito defeitos difetto difetti 欠陥 عيب عيوب
wear verschleiss abnutzung usure desgaste usura 摩耗 اهتراء
burn burns brandschaden brandloch brulure brulures quemadura quemaduras queimadura queimaduras bruciatura bruciature
damage damages schaden schaeden dommage dommages degats dano danos danno danni 損傷 ضرر اضرار
tent tents zelt zelte tente tentes tienda tiendas tenda tende tendas テント خيمة الخيام خيام
backpack backpacks rucksack rucksacke mochila mochilas zaino zaini バックパック リュック حقيبة حقائب
stove stoves kocher gaskocher rechaud rechauds hornillo hornillos fogareiro fogao fornello fornelli ストーブ موقد
gas gaz ガス غاز
password passwords passwort kennwort contrasena contrasenas senha senhas パスワード
link links lien liens enlace enlaces ligacao collegamento リンク رابط
email mail mails emails correo 電子メール メール بريد
address addresses adresse adressen direccion direcciones endereco morada indirizzo indirizzi アドレス 住所 عنوان
account accounts konto konten kundenkonto compte comptes cuenta cuentas conta contas アカウント حساب
delete deleted deletion loschen geloscht loschung supprimer suppression supprime eliminar borrar excluir apagar eliminare cancellare 削除 حذف
membership mitgliedschaft adhesion abonnement membresia afiliacion adesao iscrizione 会員 عضوية
year yearly jahr jahre jahres an ans annee annees ano anos anno anni annuale 年 سنة سنوات
month months monat monate mois mes meses mese mesi 月 شهر
day days tag tage tagen jour jours dia dias giorno giorni 日 يوم ايام يوما
hour hours stunde stunden heure heures hora horas ora ore 時間 ساعة ساعات
business working werktag werktage werktagen arbeitstage ouvres ouvrables laborables habiles uteis lavorativi 営業 عمل
valid gultig valable valables valide valido valida validos validas 有効 صالح صالحة
card cards karte karten carte cartes tarjeta tarjetas cartao cartoes carta カード بطاقة
gift geschenk geschenkkarte cadeau cadeaux regalo presente ギフト هدية
invoice invoices rechnung rechnungen facture factures factura facturas fatura faturas fattura fatture 請求書 فاتورة
pay payment paid zahlen bezahlen bezahlt zahlung payer paiement paye pagar pago pagado pagamento pago pagare pagato 支払 支払い دفع
due fallig exigible vencimento vence scade scadenza
accept accepts accepted akzeptieren akzeptiert acceptons accepter aceptamos aceptar aceitamos aceitar accettiamo accettare 使えます نقبل
request requests anfrage anfragen aufruf aufrufe requete requetes solicitud solicitudes peticion peticiones pedido richiesta richieste リクエスト
limit limited begrenzt beschrankt limite limites limitees limitado limitados limitato limitate 上限
error errors fehlermeldung erreur erreurs error errores erro erros errore errori エラー خطا
warehouse lager entrepot almacen armazem magazzino 倉庫 مستودع
store shop geschaft laden filiale magasin boutique loja negozio 店舗 متجر
open opens opened geoffnet offnen ouvre ouvert ouvrir abre abierto abierta abrir aberto apre aperto aprire
close closes closed geschlossen ferme fermer cierra cerrado cerrar fecha fechado chiude chiuso chiudere
cancel cancelled cancellation kundigen kundigung stornieren storniert annuler annulation resilier annule cancelar cancelado disdire disdetta annullare annullato キャンセル الغاء
fee fees gebuhr gebuhren frais cuota cuotas tarifa tarifas taxa taxas quota quote 会費 رسوم
period zeitraum periode periodo período 期間
end ends ende endet fin finit termina terminar fim fine finisce
size sizes grosse grossen taille tailles talla tallas tamanho tamanhos taglia taglie サイズ مقاس
chest brust brustumfang poitrine pecho peito petto
sleeve sleeves armel manche manches manga mangas manica
deposit kaution caution deposito fianza caucao cauzione 保証金
rent rental rented renting miete mieten mietet gemietet louer location loue alquiler alquilar alugar aluguer noleggio noleggiare レンタル
kayak kajak caiaque カヤック
wash washing waschen gewaschen laver lave lavez lavar lavado lavare lavaggio 洗濯 洗う غسل
dry trocken seche secher sec seco secar asciutto asciugare 乾かす
clean cleaned sauber reinigen nettoyer propre limpiar limpio limpar limpo pulire pulito 清掃
water wasser eau agua acqua 水 ماء
soap seife savon jabon sabao sapone 石鹸 صابون
hand hande handwasche main mano mao 手
repair repairs repaired reparatur reparieren repariert reparation reparations reparer repare reparacion reparar reparado reparacao riparazione riparazioni riparare 修理 اصلاح
week weeks woche wochen semaine semaines semana semanas settimana settimane 週間 اسبوع
minute minutes minuten minuto minutos minuti 分 دقيقة دقائق
metre metres meter metern metro metros metri メートル متر
number nummer numero numeros nummern 番号 رقم
photo photos foto fotos bild 写真 صورة
customer customers kunde kunden client clients cliente clientes clienti お客様 عميل
staff mitarbeiter personnel personal pessoal personale スタッフ موظف موظفونا
material materials materiel materiali materiale materiales 材料
workmanship verarbeitung fabrication fabricacion fabrico lavorazione
packaging verpackung originalverpackung emballage embalaje embalagem confezione imballaggio 包装
original originale originales ursprungliche ursprunglichen origine 元
unused unbenutzt inutilise inutilises nuevo inutilizado inutilizzati inutilizzato 未使用 مستخدمة
status statut estado stato 状況 حالة
expected erwartet voraussichtlich prevu attendu prevista previsto esperado esperada prevista 予定 متوقع
packed gepackt verpackt emballe empaquetado embalado imballato
transit unterwegs underway
arrive arrives arrived ankommen ankunft kommt angekommen arrivee arriver arrive llega llegada llegar chega chegada chegar arriva arrivo arrivare 到着 وصول يصل
carrier spediteur versanddienst transporteur transportista transportadora corriere vettore
use used uses verwenden verwendet benutzen benutzt utiliser utilise usar usado utilizar usare utilizzare 使用 استخدام
inside drinnen interieur
keep halten garder maintenir mantener manter mantenere tenere
enter enters eingeben saisir entrer introducir ingresar introduzir inserir inserire immettere 入力 ادخل
change changed andern geandert modifier changer modifier cambiar modificar alterar mudar modificare 変更 تغيير
reset zurucksetzen reinitialiser restablecer redefinir reimpostare リセット
choose select wahlen auswahlen choisir selectionner elegir seleccionar escolher selecionar scegliere selezionare 選択 اختر
label etikett etiquette etiqueta etichetta ラベル
print drucken ausdrucken imprimer imprimir stampare 印刷 اطبع
spam 迷惑
folder ordner dossier carpeta pasta cartella フォルダ مجلد
code codes codigo codigos codice コード رمز
user users benutzer nutzer utilisateur utilisateurs usuario usuarios utilizador utente utenti ユーザー مستخدم
file files datei dateien fichier fichiers archivo archivos ficheiro arquivo ファイル ملف
data daten donnees datos dados dati データ بيانات
record records datensatz datensatze enregistrement enregistrements registro registros レコード سجل
field fields feld felder champ champs campo campos campi フィールド حقل
report reports bericht berichte rapport rapports informe informes relatorio relatorios レポート تقرير
permission permissions berechtigung berechtigungen autorisation autorisations permiso permisos permissao permissoes permesso permessi 権限 صلاحية
license licenses lizenz lizenzen licence licences licencia licencias licenca licencas licenza licenze ライセンス رخصة
organization organisation organizacion organizacao organizzazione 組織
setting settings einstellung einstellungen parametre parametres ajuste ajustes configuracion configuracao impostazione impostazioni 設定 اعدادات
login anmelden anmeldung connexion connecter sesion sessao accesso ログイン
time times mal fois veces vezes volte 回
maximum max maximal hochstens maximo massimo 最大
minimum min mindestens minimo 最小
`;

const lines = CONCEPTS.trim().split('\n');
const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff]/;
const exact = new Map<string, Set<number>>();
const byStart = new Map<string, { word: string; concept: number }[]>();
const unspaced: { word: string; concept: number }[] = [];
lines.forEach((line, concept) => {
  for (const word of line.split(/\s+/)) {
    exact.set(word, (exact.get(word) ?? new Set()).add(concept));
    if (UNSPACED.test(word)) unspaced.push({ word, concept });
    else if (word.length >= 4) {
      const start = word.slice(0, 4);
      byStart.set(start, [...(byStart.get(start) ?? []), { word, concept }]);
    }
  }
});

/** The concepts that a folded word may stand for; none where it is not known. Pure. */
export function conceptsOf(word: string): ReadonlySet<number> {
  const known = exact.get(word);
  if (known) return known;
  const found = new Set<number>();
  for (const other of byStart.get(word.slice(0, 4)) ?? [])
    if (isSameWord(word, other.word)) found.add(other.concept);
  return found;
}

/** The concepts that a text without spaces between its words names. Pure. */
export function conceptsWithin(text: string): ReadonlySet<number> {
  return new Set(unspaced.flatMap(({ word, concept }) => (text.includes(word) ? [concept] : [])));
}
