// Small comforts; every page works without them.
"use strict";

// A filter form sends itself when a choice changes (typing still needs Enter or the button).
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-auto-submit] :is(select, [type=checkbox], [type=radio], [type=date])")) {
    event.target.form.requestSubmit();
  }
});

// A menu closes when one clicks elsewhere or presses Escape; Escape gives the focus back to the menu's handle.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// On a phone the tab of this page may stand beyond the edge of the row of tabs.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  for (const one of [row, row.querySelector("ul")]) one.scrollLeft = tab.offsetLeft - one.offsetWidth / 2 + tab.offsetWidth / 2;
}
