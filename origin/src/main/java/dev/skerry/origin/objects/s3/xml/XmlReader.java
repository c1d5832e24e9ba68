package dev.skerry.origin.objects.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a document of a request. */
public final class XmlReader {
  /** The namespace of S3's documents, which clients may leave out. */
  public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  /** No document of S3 is deeper than half of that. */
  private static final int DEPTH_MAX = 16;

  /** Elements of a document of which nothing more exact is known. */
  private static final int ELEMENTS_MAX = 30_000;

  private static final XMLInputFactory FACTORY = factory();

  private final Deque<Open> open = new ArrayDeque<>();
  private int elementsLeft;
  private @Nullable XmlNode root;

  private XmlReader(int elementsMax) {
    this.elementsLeft = elementsMax;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside of a document is read");
        });
    return factory;
  }

  /** An element whose end has not come. */
  private record Open(
      String name, StringBuilder text, Map<String, String> attributes, List<XmlNode> children) {}

  /**
   * Reads a document.
   *
   * @throws S3Exception {@code MalformedXML} where it is not well-formed, or has what none may have
   */
  public static XmlNode read(byte[] document) {
    return read(document, ELEMENTS_MAX);
  }

  /**
   * Reads a document.
   *
   * @param elementsMax elements that it may have
   * @throws S3Exception {@code MalformedXML} where it is not well-formed, or has what none may have
   */
  public static XmlNode read(byte[] document, int elementsMax) {
    try {
      return new XmlReader(elementsMax).parse(document);
    } catch (XMLStreamException e) {
      throw S3Error.MALFORMED_XML.exception();
    } catch (RuntimeException e) {
      if (e instanceof S3Exception) {
        throw e;
      }
      // The parser of the JDK answers some malformed octets with what is no fault of a document.
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  /** The parser of the JDK would tell of octets that are no UTF-8 on the console. */
  private static String text(byte[] document) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  private XmlNode parse(byte[] document) throws XMLStreamException {
    XMLStreamReader reader;
    StringReader text = new StringReader(text(document));
    synchronized (FACTORY) {
      reader = FACTORY.createXMLStreamReader(text);
    }
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(reader);
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw S3Error.MALFORMED_XML.exception();
          default -> {
            // Comments, processing instructions and white space around the root say nothing.
          }
        }
      }
    } finally {
      reader.close();
    }
    XmlNode read = root;
    if (read == null) {
      throw S3Error.MALFORMED_XML.exception();
    }
    return read;
  }

  private void start(XMLStreamReader reader) {
    String namespace = reader.getNamespaceURI();
    boolean known = namespace == null || namespace.isEmpty() || namespace.equals(NAMESPACE);
    if (!known || open.size() == DEPTH_MAX || --elementsLeft < 0) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Map<String, String> attributes = new LinkedHashMap<>(0);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String of = reader.getAttributeNamespace(i);
      if (of == null || of.isEmpty() || of.equals(SCHEMA_INSTANCE)) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    open.push(new Open(reader.getLocalName(), new StringBuilder(), attributes, new ArrayList<>(0)));
  }

  private void text(String text) {
    Open current = open.peek();
    if (current != null) {
      current.text.append(text);
    }
  }

  private void end() {
    Open ended = open.pop();
    XmlNode node = new XmlNode(ended.name, ended.text.toString(), ended.attributes, ended.children);
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.children.add(node);
    }
  }
}
