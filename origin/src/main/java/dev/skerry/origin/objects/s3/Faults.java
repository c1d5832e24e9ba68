package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.signature.Answer;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.objects.ObjectsException;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.policy.PolicyException;
import dev.skerry.origin.objects.s3.chunked.SignatureFault;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors as replies: whatever ended a call, as S3 tells it. */
final class Faults {
  private Faults() {}

  /** What becomes of what a call threw; null for what is none of S3's errors. */
  static @Nullable S3Exception of(RuntimeException failure) {
    return switch (failure) {
      case S3Exception known -> known;
      case ObjectsException refused -> of(refused);
      case PolicyException rule -> of(rule);
      case ContentException content -> of(content);
      case EngineException.Unsupported _ -> null;
      case EngineException _ -> S3Error.SERVICE_UNAVAILABLE.exception();
      default -> null;
    };
  }

  /** What a policy, a list or a setting may not be. */
  private static S3Exception of(PolicyException rule) {
    S3Error error =
        switch (rule.error()) {
          case MALFORMED_POLICY -> S3Error.MALFORMED_POLICY;
          case MALFORMED_ACL -> S3Error.MALFORMED_ACL;
          case INVALID_ARGUMENT -> S3Error.INVALID_ARGUMENT;
          case INVALID_REQUEST -> S3Error.INVALID_REQUEST;
          case UNRESOLVABLE_GRANT -> S3Error.UNRESOLVABLE_GRANT;
          case ACL_NOT_SUPPORTED -> S3Error.ACL_NOT_SUPPORTED;
          case INVALID_BUCKET_ACL -> S3Error.INVALID_BUCKET_ACL;
          case ACCESS_DENIED -> S3Error.ACCESS_DENIED;
        };
    S3Exception fault = error.exception(String.valueOf(rule.getMessage()));
    rule.argumentName().ifPresent(name -> fault.with("ArgumentName", name));
    rule.argumentValue().ifPresent(value -> fault.with("ArgumentValue", value));
    return fault;
  }

  private static S3Exception of(ContentException content) {
    return switch (content.kind()) {
      case FULL -> S3Error.SERVICE_UNAVAILABLE.exception("There is no room for more content.");
      case WRONG_KEY ->
          S3Error.ACCESS_DENIED.exception("The key that was given is not the object's.");
      case BUSY -> S3Error.SLOW_DOWN.exception();
      case UNREACHABLE ->
          S3Error.SERVICE_UNAVAILABLE.exception(
              "The service that keeps the content of objects does not answer.");
      case FAILED, GONE, DAMAGED, TOO_DEEP -> S3Error.INTERNAL_ERROR.exception();
    };
  }

  /** What the kernel refused. */
  static S3Exception of(ObjectsException refused) {
    return switch (refused.error()) {
      case BUCKET_ALREADY_EXISTS -> S3Error.BUCKET_ALREADY_EXISTS.exception();
      case BUCKET_ALREADY_OWNED_BY_YOU -> S3Error.BUCKET_ALREADY_OWNED_BY_YOU.exception();
      case BUCKET_NOT_EMPTY -> S3Error.BUCKET_NOT_EMPTY.exception();
      case INVALID_OBJECT_STATE ->
          S3Error.INVALID_OBJECT_STATE.exception(
              "Restore is not allowed for the object's current storage class");
      case INVALID_BUCKET_STATE -> S3Error.INVALID_BUCKET_STATE.exception();
      case NO_SUCH_BUCKET -> S3Error.NO_SUCH_BUCKET.exception();
      case NO_SUCH_KEY -> S3Error.NO_SUCH_KEY.exception();
      case NO_SUCH_VERSION -> S3Error.NO_SUCH_VERSION.exception();
      case NO_SUCH_UPLOAD -> S3Error.NO_SUCH_UPLOAD.exception();
      case IS_DELETE_MARKER ->
          S3Error.METHOD_NOT_ALLOWED.exception().field("x-amz-delete-marker", "true");
      case KEY_TOO_LONG -> S3Error.KEY_TOO_LONG.exception();
      case INVALID_KEY -> S3Error.INVALID_URI.exception();
      case METADATA_TOO_LARGE -> S3Error.METADATA_TOO_LARGE.exception();
      case INVALID_PART -> S3Error.INVALID_PART.exception();
      case INVALID_PART_ORDER -> S3Error.INVALID_PART_ORDER.exception();
      case ENTITY_TOO_SMALL -> S3Error.ENTITY_TOO_SMALL.exception();
      case PRECONDITION_FAILED -> S3Error.PRECONDITION_FAILED.exception();
      case BAD_DIGEST -> S3Error.BAD_DIGEST.exception(String.valueOf(refused.getMessage()));
      case OBJECT_LOCKED ->
          S3Error.ACCESS_DENIED.exception("Access Denied because object protected by object lock.");
      case INVALID_ARGUMENT ->
          S3Error.INVALID_ARGUMENT.exception(String.valueOf(refused.getMessage()));
    };
  }

  /** An error's reply. */
  static S3Reply reply(S3Exception fault, String resource, RequestId id) {
    Fields fields = new Fields();
    fault.fields().forEach(fields::add);
    S3Error error = fault.error();
    if (error == S3Error.NOT_MODIFIED) {
      return S3Reply.empty(error.status(), fields);
    }
    Map<String, String> elements = new LinkedHashMap<>(fault.elements());
    elements.putIfAbsent("Resource", resource);
    return reply(
        new Told(error.status(), error.code(), String.valueOf(fault.getMessage()), elements),
        fields,
        id);
  }

  /** The reply to a request that is not believed. */
  static S3Reply reply(Answer refusal, RequestId id) {
    Map<String, String> elements = new LinkedHashMap<>();
    refusal.details().forEach(detail -> elements.put(detail.name(), detail.text()));
    return reply(
        new Told(refusal.status(), refusal.code(), refusal.message(), elements), new Fields(), id);
  }

  /** The reply to what was found wrong while content was read. */
  static S3Reply reply(SignatureFault fault, RequestId id) {
    return reply(fault.answer(), id);
  }

  private record Told(int status, String code, String message, Map<String, String> elements) {}

  private static S3Reply reply(Told told, Fields fields, RequestId id) {
    XmlText xml =
        XmlText.plain("Error").element("Code", told.code).element("Message", told.message);
    told.elements.forEach(xml::element);
    xml.element("RequestId", id.id()).element("HostId", id.host());
    return S3Reply.xml(told.status, fields, xml.end("Error"));
  }
}
