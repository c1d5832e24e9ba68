package dev.skerry.handler.web.coding;

/** Why octets are not in the format that they are said to be in. */
public final class CodingProblem extends Exception {
  private static final long serialVersionUID = 1;

  CodingProblem(String message) {
    super(message);
  }
}
