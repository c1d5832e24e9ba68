package dev.skerry.origin.objects.content;

/**
 * Keeps the keys of contents that the store encrypts by itself under a key of its own. May be used
 * by any thread.
 */
public interface DataKeys {
  /** Seals a key for a name. */
  byte[] seal(String name, byte[] key);

  /**
   * Opens what was sealed for a name.
   *
   * @throws RuntimeException when it was not, or not under this key
   */
  byte[] open(String name, byte[] box);
}
