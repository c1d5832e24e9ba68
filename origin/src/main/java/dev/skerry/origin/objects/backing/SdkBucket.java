package dev.skerry.origin.objects.backing;

import dev.skerry.origin.objects.content.BackingBucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Response;

/** A bucket that a client of the SDK reaches. */
final class SdkBucket implements BackingBucket {
  /** {@code 429 Too Many Requests} (RFC 6585). */
  private static final int TOO_MANY = 429;

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final Duration completion;

  /**
   * The objects under a prefix.
   *
   * @param client closed with this
   * @param prefix empty, or ends with a slash
   * @param completion for one attempt to complete an upload, for which a service may copy much
   */
  SdkBucket(S3Client client, String bucket, String prefix, Duration completion) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
    this.completion = completion;
  }

  /** What is asked of the client. */
  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws IOException;
  }

  private static <T> T ask(Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (NoSuchKeyException e) {
      throw new NoSuchFileException(String.valueOf(e.getMessage()));
    } catch (SdkServiceException e) {
      if (e.statusCode() < 500 && e.statusCode() != TOO_MANY) {
        throw new IOException(e.getMessage(), e);
      }
      throw new UnansweredException(e);
    } catch (SdkException e) {
      throw new UnansweredException(e);
    }
  }

  private String full(String key) {
    return prefix + key;
  }

  @Override
  public void put(String key, Piece piece) throws IOException {
    var _ =
        ask(
            () ->
                client.putObject(
                    r -> r.bucket(bucket).key(full(key)).contentMD5(Md5.of(piece)), body(piece)));
  }

  private static RequestBody body(Piece piece) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(piece.octets(), 0, piece.length()),
        piece.length(),
        "application/octet-stream");
  }

  @Override
  public boolean putIfAbsent(String key, byte[] octets) throws IOException {
    return ask(
        () -> {
          try {
            var _ =
                client.putObject(
                    r -> r.bucket(bucket).key(full(key)).ifNoneMatch("*"),
                    RequestBody.fromBytes(octets));
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == 412 || e.statusCode() == 409) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public String beginUpload(String key) throws IOException {
    return ask(() -> client.createMultipartUpload(r -> r.bucket(bucket).key(full(key))).uploadId());
  }

  @Override
  public String putPart(Upload upload, int number, Piece piece) throws IOException {
    return ask(
        () ->
            client
                .uploadPart(
                    r ->
                        r.bucket(bucket)
                            .key(full(upload.key()))
                            .uploadId(upload.id())
                            .partNumber(number)
                            .contentMD5(Md5.of(piece)),
                    body(piece))
                .eTag());
  }

  @Override
  public void complete(Upload upload, List<String> tags) throws IOException {
    List<CompletedPart> parts =
        IntStream.range(0, tags.size())
            .mapToObj(i -> CompletedPart.builder().partNumber(i + 1).eTag(tags.get(i)).build())
            .toList();
    S3Response _ =
        SdkBucket.<S3Response>ask(
            () -> {
              try {
                return client.completeMultipartUpload(
                    r ->
                        r.bucket(bucket)
                            .key(full(upload.key()))
                            .uploadId(upload.id())
                            .overrideConfiguration(
                                o ->
                                    o.apiCallAttemptTimeout(completion)
                                        .apiCallTimeout(completion.multipliedBy(2)))
                            .multipartUpload(u -> u.parts(parts)));
              } catch (NoSuchUploadException e) {
                // Completed, if its object is there, and only the answer was lost.
                return client.headObject(r -> r.bucket(bucket).key(full(upload.key())));
              }
            });
  }

  @Override
  public void abort(Upload upload) throws IOException {
    Upload _ =
        ask(
            () -> {
              try {
                var _ =
                    client.abortMultipartUpload(
                        r -> r.bucket(bucket).key(full(upload.key())).uploadId(upload.id()));
              } catch (NoSuchUploadException e) {
                // It was completed, or ended before.
              }
              return upload;
            });
  }

  @Override
  public byte[] get(String key, long from, int count) throws IOException {
    String range = "bytes=" + from + "-" + (from + count - 1);
    return ask(
        () -> {
          try {
            return client.getObject(
                r -> r.bucket(bucket).key(full(key)).range(range), new RangedAnswer(from, count));
          } catch (S3Exception e) {
            if (e.statusCode() == 416) {
              return new byte[0];
            }
            throw e;
          }
        });
  }

  @Override
  public Map<String, String> delete(Collection<String> keys) throws IOException {
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(full(key)).build()).toList();
    DeleteObjectsResponse done =
        ask(
            () ->
                client.deleteObjects(
                    r -> r.bucket(bucket).delete(d -> d.objects(all).quiet(true))));
    Map<String, String> refused = new HashMap<>();
    for (S3Error error : done.errors()) {
      if (!"NoSuchKey".equals(error.code())) {
        refused.put(own(error.key()), error.code() + ": " + error.message());
      }
    }
    return refused;
  }

  @Override
  public List<String> list(String under, @Nullable String after) throws IOException {
    return ask(
        () ->
            client
                .listObjectsV2(
                    r ->
                        r.bucket(bucket)
                            .prefix(full(under))
                            .startAfter(after == null ? null : full(after))
                            .maxKeys(MOST))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(this::own)
                .toList());
  }

  private String own(String key) {
    return key.substring(prefix.length());
  }

  @Override
  public Uploads uploads(String under, @Nullable Upload after) throws IOException {
    ListMultipartUploadsResponse some =
        ask(
            () ->
                client.listMultipartUploads(
                    r ->
                        r.bucket(bucket)
                            .prefix(full(under))
                            .keyMarker(after == null ? null : full(after.key()))
                            .uploadIdMarker(after == null ? null : after.id())
                            .maxUploads(MOST)));
    Upload next =
        Boolean.TRUE.equals(some.isTruncated())
            ? new Upload(own(some.nextKeyMarker()), some.nextUploadIdMarker())
            : null;
    return new Uploads(
        some.uploads().stream().map(each -> new Upload(own(each.key()), each.uploadId())).toList(),
        next);
  }

  @Override
  public void close() {
    client.close();
  }
}
