package dev.skerry.origin.access.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Why a request is not believed: a closed list. What a client is told, {@link TableAnswers} and
 * {@link ObjectAnswers} say.
 */
public sealed interface Refusal {
  /** It is not signed, where a signature is needed. */
  record Missing() implements Refusal {}

  /**
   * It is signed in two places.
   *
   * @param authorization the field
   */
  record TwoMechanisms(String authorization) implements Refusal {}

  /**
   * It is signed in another way.
   *
   * @param scheme the first word of the field, or the algorithm that a query or form names
   * @param missing what is not there beside that, which some services tell first; as in {@link
   *     MissingParts}
   * @param sent all of the field
   */
  record OtherAlgorithm(Place place, String scheme, List<String> missing, String sent)
      implements Refusal {
    /** Keeps a copy of the list. */
    public OtherAlgorithm {
      missing = List.copyOf(missing);
    }
  }

  /**
   * A part of the field is not a name and a value.
   *
   * @param sent all of the field
   */
  record MalformedPart(String part, String sent) implements Refusal {}

  /**
   * Parts are not there.
   *
   * @param parts their names as the place has them
   * @param sent all of the field; empty for queries and forms
   */
  record MissingParts(Place place, List<String> parts, String sent) implements Refusal {
    /** Keeps a copy of the list. */
    public MissingParts {
      parts = List.copyOf(parts);
    }
  }

  /** The credential is not a key's id and a scope. */
  record MalformedCredential(Place place, String credential) implements Refusal {}

  /**
   * Neither {@code x-amz-date} nor {@code date} was sent.
   *
   * @param sent all of the field
   */
  record MissingDate(String sent) implements Refusal {}

  /** The moment of signing is not a moment. */
  record MalformedDate(Place place, String date) implements Refusal {}

  /** The duration of a presigned URL is no number of seconds from 0 to a week. */
  record MalformedExpiry(String expires, Fault fault) implements Refusal {
    /** What is wrong with it. */
    public enum Fault {
      /** It is not a whole number. */
      NOT_A_NUMBER,
      /** It is below zero. */
      NEGATIVE,
      /** It is above a week. */
      TOO_LONG
    }
  }

  /**
   * The scope is not that of this service now.
   *
   * @param problems one or more
   */
  record WrongScope(Place place, List<Problem> problems) implements Refusal {
    /** Keeps a copy of the list. */
    public WrongScope {
      problems = List.copyOf(problems);
    }

    /** A part of a scope. */
    public enum Part {
      /** The day. */
      DATE,
      /** The region. */
      REGION,
      /** The service. */
      SERVICE,
      /** The last part. */
      TERMINATOR
    }

    /**
     * A part that is wrong.
     *
     * @param timestamp when the request was signed, as it says
     */
    public record Problem(Part part, String found, String expected, String timestamp) {}
  }

  /**
   * It was signed too long ago, or is not to be signed yet.
   *
   * @param timestamp when, as it was sent
   * @param allowed by how much it may differ in this direction
   */
  record Skewed(Place place, String timestamp, Instant signedAt, Instant now, Duration allowed)
      implements Refusal {}

  /**
   * A URL that is signed by version 2 has not all that it needs.
   *
   * @param what as S3 says it
   */
  record MalformedUrl(String what) implements Refusal {}

  /** The time is over for which a presigned URL was good. */
  record Expired(String timestamp, Instant signedAt, Duration expires, Instant now)
      implements Refusal {}

  /** The host, or fields that must be signed, are not. */
  record UnsignedFields(List<String> names) implements Refusal {
    /** Keeps a copy of the list. */
    public UnsignedFields {
      names = List.copyOf(names);
    }
  }

  /** No hash of the content was sent, where it must be. */
  record MissingContentHash() implements Refusal {}

  /** What was sent as the hash of the content is none, or names a way that is not known. */
  record MalformedContentHash(String sent) implements Refusal {}

  /** The content has another hash than was sent. */
  record WrongContentHash(String sent, String computed) implements Refusal {}

  /** There is no such key, or it is not active. */
  record UnknownKey(String keyId) implements Refusal {}

  /** A session token was sent; keys here are not temporary and have none. */
  record UnknownToken(String token) implements Refusal {}

  /**
   * The signature is another.
   *
   * @param canonicalRequest what should have been hashed; empty where nothing is (forms, chunks)
   * @param stringToSign what should have been signed
   */
  record WrongSignature(
      String keyId, String signature, String canonicalRequest, String stringToSign)
      implements Refusal {}
}
