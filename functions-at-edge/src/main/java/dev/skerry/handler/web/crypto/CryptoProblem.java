package dev.skerry.handler.web.crypto;

/** Why an operation has no result, by the name of the standard's exception. */
public final class CryptoProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;

  private CryptoProblem(String name, String message) {
    super(message);
    this.name = name;
  }

  /** A key that is none of its format or its curve. */
  public static CryptoProblem data(String message) {
    return new CryptoProblem("DataError", message);
  }

  /** Data that an algorithm cannot work on, or that was forged. */
  public static CryptoProblem operation(String message) {
    return new CryptoProblem("OperationError", message);
  }

  /** What there is not. */
  public static CryptoProblem notSupported(String message) {
    return new CryptoProblem("NotSupportedError", message);
  }

  /** The name of the exception. */
  public String name() {
    return name;
  }
}
