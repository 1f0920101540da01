package cevns.drivers.adara;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of a device descriptor:
 *
 * <pre>
 *  &lt;device xmlns="http://public.sns.gov/schema/device.xsd"&gt;
 *    &lt;device_name&gt;…&lt;/device_name&gt;
 *    &lt;process_variables&gt;
 *      &lt;process_variable&gt;
 *        &lt;pv_name&gt;…&lt;/pv_name&gt; &lt;pv_id&gt;…&lt;/pv_id&gt; &lt;pv_type&gt;…&lt;/pv_type&gt; &lt;pv_units&gt;…&lt;/pv_units&gt;
 * </pre>
 *
 * It comes from the network: document types and external entities are off.
 */
final class DeviceXml {

    /**
     * A process variable.
     *
     * @param unit as written; empty for none
     */
    record ProcessVariable(long id, String name, String unit) {}

    private DeviceXml() {}

    /**
     * The process variables of a device, in the order of the text; those without a numeric id are
     * left out.
     *
     * @throws XMLStreamException if the text is no XML, or wants more than plain XML
     */
    static List<ProcessVariable> read(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        List<ProcessVariable> variables = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("process_variable")) {
                ProcessVariable variable = variable(reader);
                if (variable.id() >= 0) {
                    variables.add(variable);
                }
            }
        }
        return variables;
    }

    private static ProcessVariable variable(XMLStreamReader reader) throws XMLStreamException {
        long id = -1;
        String name = "";
        String unit = "";
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "pv_id", "id" -> id = number(reader.getElementText());
                    case "pv_name", "name" -> name = reader.getElementText().strip();
                    case "pv_units", "units" -> unit = reader.getElementText().strip();
                    default -> depth++;
                }
            }
        }
        return new ProcessVariable(id, name, unit);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
