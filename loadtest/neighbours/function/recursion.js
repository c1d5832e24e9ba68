// Catches what ends it, and goes on.
function handler(event) {
  function deeper() {
    try {
      deeper();
    } catch (e) {
      deeper();
    }
  }
  deeper();
}
