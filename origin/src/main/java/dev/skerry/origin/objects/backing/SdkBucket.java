package dev.skerry.origin.objects.backing;

import dev.skerry.origin.objects.content.BackingBucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Response;

/** A bucket that a client of the SDK reaches. */
final class SdkBucket implements BackingBucket {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * The objects under a prefix.
   *
   * @param client closed with this
   * @param prefix empty, or ends with a slash
   */
  SdkBucket(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
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
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
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
  public Got get(String key, long from, long count) throws IOException {
    return ask(
        () -> {
          ResponseInputStream<GetObjectResponse> in;
          try {
            in =
                client.getObject(
                    r ->
                        r.bucket(bucket)
                            .key(full(key))
                            .range("bytes=" + from + "-" + (from + count - 1)));
          } catch (S3Exception e) {
            if (e.statusCode() == 416) {
              throw new NoSuchFileException(key + " has no octet " + from);
            }
            throw e;
          }
          return new Got(new Answered(in), in.response().contentLength());
        });
  }

  /** What is not read to its end is cut off, and not read for nothing. */
  private static final class Answered extends InputStream {
    private final ResponseInputStream<GetObjectResponse> in;
    private boolean ended;

    Answered(ResponseInputStream<GetObjectResponse> in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = ask(() -> in.read(into, offset, length));
      ended |= n < 0;
      return n;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        in.close();
      } else {
        in.abort();
      }
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(full(key)).build()).toList();
    DeleteObjectsResponse done =
        ask(
            () ->
                client.deleteObjects(
                    r -> r.bucket(bucket).delete(d -> d.objects(all).quiet(true))));
    if (done.hasErrors() && !done.errors().isEmpty()) {
      throw new IOException("not deleted: " + done.errors().getFirst());
    }
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
