package org.hpcctl.health;

import module java.base;
import module java.xml;

/// Health as JUnit's XML, for CI systems: a suite a node, a case a check. What is wrong is a
/// failure; what could not be asked is an error.
final class HealthJunit {
  private final XMLStreamWriter xml;

  private HealthJunit(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(Health health) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new HealthJunit(xml).write(health);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void write(Health health) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    begin(0, "testsuites");
    attribute("name", "hpcctl health of " + health.cluster());
    counts(health.checks());
    for (var suite :
        health.checks().stream()
            .collect(Collectors.groupingBy(Check::node, LinkedHashMap::new, Collectors.toList()))
            .entrySet()) {
      begin(1, "testsuite");
      attribute("name", suite.getKey());
      counts(suite.getValue());
      attribute("timestamp", health.at().truncatedTo(ChronoUnit.SECONDS).toString());
      for (Check check : suite.getValue()) {
        test(check);
      }
      end(1);
    }
    end(0);
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void test(Check check) throws XMLStreamException {
    begin(2, "testcase");
    attribute("classname", check.node());
    attribute("name", check.service());
    attribute("time", "%.3f".formatted(check.seconds().orElse(0)));
    switch (check.status().weight()) {
      case GOOD -> {}
      case WARNING -> {
        begin(3, "system-out");
        xml.writeCharacters("warning: " + printable(check.message()));
        xml.writeEndElement();
      }
      case BAD -> finding("failure", check);
      case UNKNOWN -> finding("error", check);
    }
    end(2);
  }

  private void finding(String element, Check check) throws XMLStreamException {
    begin(3, element);
    attribute("type", check.status().word());
    attribute("message", check.message());
    xml.writeEndElement();
  }

  private void counts(List<Check> checks) throws XMLStreamException {
    attribute("tests", Integer.toString(checks.size()));
    attribute("failures", count(checks, Status.Weight.BAD));
    attribute("errors", count(checks, Status.Weight.UNKNOWN));
  }

  private static String count(List<Check> checks, Status.Weight weight) {
    return Long.toString(checks.stream().filter(it -> it.status().weight() == weight).count());
  }

  private void begin(int depth, String element) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private void end(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /// Control characters cannot stand in XML 1.0, not even escaped.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]", "\uFFFD");
  }
}
