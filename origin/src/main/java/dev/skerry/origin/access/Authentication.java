package dev.skerry.origin.access;

import dev.skerry.origin.access.signature.ChunkSignatures;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.access.signature.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/** What came of looking who sent a request. */
public sealed interface Authentication {
  /**
   * It is signed, and the signature is right.
   *
   * @param place where the signature stands
   * @param content what remains to be checked of the content as it is read
   * @param chunks makes a new check of the chunks' signatures, for content in signed chunks
   */
  record Signed(
      Identity identity, Place place, ContentHash content, Supplier<ChunkSignatures> chunks)
      implements Authentication {
    /** The check of the chunks' signatures, where each chunk has one. */
    public Optional<ChunkSignatures> chunkSignatures() {
      return content.kind().signedChunks() ? Optional.of(chunks.get()) : Optional.empty();
    }
  }

  /** It is not signed at all: whether that is enough, policies say. */
  record Anonymous() implements Authentication {}

  /** It is not believed. */
  record Refused(Refusal refusal) implements Authentication {}
}
