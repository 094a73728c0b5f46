package io.dataflow.benchmark.nexmark.handwritten;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.event.Person;
import java.io.IOException;

/** Parsers of persons; no query reads their address, card and padding. */
final class PersonParsers {
  private PersonParsers() {}

  static LineParser<Person> of(EventFormat format) {
    return format == EventFormat.CSV ? new Csv() : new Json();
  }

  private static final class Csv implements LineParser<Person> {
    private static final long serialVersionUID = 1L;

    private transient CsvFields fields;

    @Override
    public Person parse(byte[] line, int from, int to) {
      if (fields == null) {
        fields = new CsvFields();
      }
      CsvFields in = fields;
      in.start(line, from, to);
      Person person = new Person();
      person.id = in.nextLong();
      person.name = in.nextText();
      in.next();
      in.next();
      person.city = in.nextText();
      person.state = in.nextText();
      person.dateTime = in.nextTime();
      return person;
    }
  }

  private static final class Json implements LineParser<Person> {
    private static final long serialVersionUID = 1L;

    private transient JsonFactory factory;

    @Override
    public Person parse(byte[] line, int from, int to) throws IOException {
      if (factory == null) {
        factory = new JsonFactory();
      }
      Person person = new Person();
      try (JsonParser json = factory.createParser(line, from, to - from)) {
        json.nextToken();
        String name;
        while ((name = json.nextFieldName()) != null) {
          json.nextToken();
          switch (name) {
            case "id" -> person.id = json.getLongValue();
            case "name" -> person.name = json.getText();
            case "city" -> person.city = json.getText();
            case "state" -> person.state = json.getText();
            case "dateTime" -> person.dateTime = Times.parse(json.getText());
            default -> json.skipChildren();
          }
        }
      }
      return person;
    }
  }
}
