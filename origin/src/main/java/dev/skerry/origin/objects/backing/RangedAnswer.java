package dev.skerry.origin.objects.backing;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The answer to a request for a range (RFC 9110 §14): read to its end, so that its connection
 * serves the next call, after it was found to be what was asked for.
 *
 * @param from of the first octet that was asked for
 * @param count how many were
 */
record RangedAnswer(long from, int count)
    implements ResponseTransformer<GetObjectResponse, byte[]> {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  @Override
  public byte[] transform(GetObjectResponse response, AbortableInputStream in) {
    int length;
    try {
      length = length(response);
    } catch (SdkClientException e) {
      in.abort(); // of whatever it is, and however much, nothing is read
      throw e;
    }
    try {
      byte[] octets = in.readNBytes(length);
      if (octets.length < length || ended(in)) {
        return whole(octets, length);
      }
    } catch (IOException e) {
      throw RetryableException.builder().message("an answer broke off: " + e).cause(e).build();
    }
    in.abort();
    throw wrong("more octets than " + length);
  }

  private static boolean ended(InputStream in) throws IOException {
    return in.read() < 0;
  }

  private static byte[] whole(byte[] octets, int length) {
    if (octets.length < length) {
      throw RetryableException.builder()
          .message("an answer ended after %d of %d octets".formatted(octets.length, length))
          .build();
    }
    return octets;
  }

  /** How many octets it has to have, by all that it says of itself. */
  private int length(GetObjectResponse response) {
    int status = response.sdkHttpResponse().statusCode();
    if (status != 206) {
      throw wrong("status " + status + ", expected 206");
    }
    String range = response.contentRange();
    long length = length(range);
    if (length < 0) {
      throw wrong(
          "content-range %s, expected octets from %d on, %d at most".formatted(range, from, count));
    }
    Long told = response.contentLength();
    if (told == null || told != length) {
      throw wrong("content-length " + told + " and content-range " + range);
    }
    return (int) length;
  }

  /** Of the range that was asked for, as far as the object has it; -1 for another. */
  private long length(@Nullable String range) {
    Matcher parts = RANGE.matcher(range == null ? "" : range);
    if (!parts.matches()) {
      return -1;
    }
    long first = Long.parseLong(parts.group(1));
    long last = Long.parseLong(parts.group(2));
    long all = Long.parseLong(parts.group(3));
    boolean asked = first == from && last >= first && last == Math.min(from + count, all) - 1;
    return asked ? last - first + 1 : -1;
  }

  private static SdkClientException wrong(String found) {
    return SdkClientException.create("the service answered a range with " + found);
  }
}
