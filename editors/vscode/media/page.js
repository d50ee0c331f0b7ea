// Puts what is drawn anew in place of what stands, and leaves the page where it was scrolled to.
window.addEventListener("message", ({ data }) => {
  const here = { left: window.scrollX, top: window.scrollY };
  document.getElementById("report").textContent = data.style;
  document.getElementById("page").innerHTML = data.body;
  window.scrollTo(here);
});
