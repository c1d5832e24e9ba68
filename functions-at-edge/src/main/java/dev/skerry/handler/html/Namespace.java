package dev.skerry.handler.html;

/** Whose names an element has. */
enum Namespace {
  HTML("http://www.w3.org/1999/xhtml"),
  MATHML("http://www.w3.org/1998/Math/MathML"),
  SVG("http://www.w3.org/2000/svg");

  private final String uri;

  Namespace(String uri) {
    this.uri = uri;
  }

  String uri() {
    return uri;
  }
}
