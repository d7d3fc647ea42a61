const form = document.querySelector("form");
const show = () => {
  const wanted = form.querySelector("[type=search]").value.trim().toLowerCase();
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    document.querySelector("section." + box.name).hidden = !box.checked;
  }
  for (const article of document.querySelectorAll("article")) {
    article.hidden = !article.querySelector("h3").textContent.toLowerCase().includes(wanted);
  }
};
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
