// Telegram opens this page with what it signed behind the "#": handed over in a form, and the address made clean.
"use strict";
const signed = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
if (signed) {
  history.replaceState(null, "", location.pathname);
  const form = document.getElementById("signed");
  form.elements.init_data.value = signed;
  form.submit();
}
