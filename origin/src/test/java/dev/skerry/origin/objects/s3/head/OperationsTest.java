package dev.skerry.origin.objects.s3.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operation a request asks for. */
class OperationsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET, /, -, LIST_BUCKETS",
        "GET, /, x-id=ListBuckets, LIST_BUCKETS",
        "PUT, /b, -, CREATE_BUCKET",
        "HEAD, /b, -, HEAD_BUCKET",
        "DELETE, /b, -, DELETE_BUCKET",
        "DELETE, /b, policy, DELETE_BUCKET_POLICY",
        "GET, /b, -, LIST_OBJECTS",
        "GET, /b, list-type=1, LIST_OBJECTS",
        "GET, /b, list-type=2&prefix=policy, LIST_OBJECTS_V2",
        "GET, /b, versions, LIST_OBJECT_VERSIONS",
        "GET, /b, uploads=, LIST_MULTIPART_UPLOADS",
        "POST, /b, delete, DELETE_OBJECTS",
        "POST, /b, -, POST_OBJECT",
        "GET, /b, location, GET_BUCKET_LOCATION",
        "PUT, /b, versioning, PUT_BUCKET_VERSIONING",
        "GET, /b, intelligent-tiering&id=1, GET_INTELLIGENT_TIERING",
        "GET, /b/k, -, GET_OBJECT",
        "GET, /b/k, versionId=1&response-expires=x, GET_OBJECT",
        "HEAD, /b/k, -, HEAD_OBJECT",
        "PUT, /b/k, -, PUT_OBJECT",
        "PUT, /b/k, partNumber=1&uploadId=u, UPLOAD_PART",
        "GET, /b/k, uploadId=u, LIST_PARTS",
        "POST, /b/k, uploads, CREATE_MULTIPART_UPLOAD",
        "POST, /b/k, uploadId=u, COMPLETE_MULTIPART_UPLOAD",
        "DELETE, /b/k, uploadId=u, ABORT_MULTIPART_UPLOAD",
        "DELETE, /b/k, -, DELETE_OBJECT",
        "DELETE, /b/k, tagging, DELETE_OBJECT_TAGGING",
        "POST, /b/k, select&select-type=2, SELECT_OBJECT_CONTENT",
        "OPTIONS, /b/k, -, PREFLIGHT",
      })
  void byMethodPathAndParameter(
      String method, String path, @Nullable String query, Operation expected) {
    assertThat(operation(method, path, query, new Fields())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, COPY_OBJECT", "partNumber=1&uploadId=u, UPLOAD_PART_COPY"})
  void aWriteWithASourceIsACopy(@Nullable String query, Operation expected) {
    Fields fields = Fields.of(Operations.COPY_SOURCE, "b/k");
    assertThat(operation("PUT", "/b/k", query, fields)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "POST, /, -",
        "PATCH, /b, -",
        "DELETE, /b, location",
        "GET, /b/k, uploads",
        "POST, /b/k, acl"
      })
  void whatNoOperationHasIsNotAllowed(String method, String path, @Nullable String query) {
    assertThatThrownBy(() -> operation(method, path, query, new Fields()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            fault -> assertThat(fault.error()).isEqualTo(S3Error.METHOD_NOT_ALLOWED));
  }

  @ParameterizedTest
  @CsvSource({"acl&policy", "tagging&versioning"})
  void twoAtOnceAreNone(String query) {
    assertThatThrownBy(() -> operation("GET", "/b", query, new Fields()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            fault -> assertThat(fault.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
  }

  private static Operation operation(
      String method, String path, @Nullable String query, Fields fields) {
    Request request = new Request(method, "http", "h", path, query, fields);
    return Operations.of(method, Address.of(request, List.of()), Query.of(query), fields);
  }
}
