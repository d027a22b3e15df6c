/** Words with which the names of firms and institutions end; in lower case, without points. */
export const ORGANIZATION_END: ReadonlySet<string> = new Set(
  'inc ltd llc llp plc gmbh ag sa spa srl bv nv ab oy as co corp corporation company companies group partners technologies technology solutions systems labs laboratories capital bank insurance agency associates holdings global media networks software consulting services industries enterprises ventures foundation institute university college ministry association partners electric energy motors airlines pharma pharmaceuticals bioscience analytics financial works press records studios trust data health clinic hospital sparkasse versicherung versicherungen verlag werke stiftung assurances banque banco banca hotels logistics shipping freight railways foods brewery publishing telecom airways outfitters consultancy advisors interactive'.split(
    ' ',
  ),
);
