// Goes to the quoted words, and copies the citation of a clause when its number is pressed. Words of documents reach it only as
// attributes, which it copies as text.
(() => {
  const find = () => document.querySelector(".book mark.quoted") || document.querySelector(".book .here")
    || (location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1))));
  const go = (left) => {
    const place = find();
    if (place) place.scrollIntoView({ block: "center" });
    else if (left > 0) setTimeout(go, 50, left - 1);
  };
  go(20);
  if (window.yakkanReads) return;
  window.yakkanReads = true;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".book button[data-cite]");
    if (!button) return;
    const book = button.closest(".book");
    const address = new URL(book.dataset.to, location.href);
    address.searchParams.set("at", button.closest("[id]").id);
    await navigator.clipboard.writeText(`${decodeURIComponent(book.dataset.whose)}${button.dataset.cite}\n${address.href}`);
    button.dataset.done = book.dataset.done;
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  });
})();
