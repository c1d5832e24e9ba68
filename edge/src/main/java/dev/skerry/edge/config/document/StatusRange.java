package dev.skerry.edge.config.document;

/** Statuses from one to another, both included; written {@code 200-399} or {@code 204}. */
record StatusRange(int from, int to) {
  static final ScalarShape<StatusRange> SHAPE =
      Scalars.text("a status, or two with a hyphen as 200-399", 7, StatusRange::read);

  private static StatusRange read(String text) {
    if (!text.matches("[1-5][0-9][0-9](-[1-5][0-9][0-9])?")) {
      throw new IllegalArgumentException("is no range of statuses");
    }
    int from = Integer.parseInt(text.substring(0, 3));
    int to = Integer.parseInt(text.substring(text.length() - 3));
    if (from > to) {
      throw new IllegalArgumentException("ends before it begins");
    }
    return new StatusRange(from, to);
  }

  @Override
  public String toString() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }
}
