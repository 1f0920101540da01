package cevns.drivers.slowcontrol;

import cevns.daq.record.SourceInfo.ChannelInfo;
import java.io.IOException;
import java.util.List;

/**
 * What a driver knows of its kind of instrument: what can be read, and how it is asked. It only
 * asks. What changes a voltage, a set point or a compressor is left to the front panel and the
 * laboratory's own tools.
 */
public interface Instrument {

    /** Names and units of its readings. */
    List<ChannelInfo> channels();

    /**
     * Asks what it is and how it is set, on a link just opened.
     *
     * @throws BadAnswer if it does not say so; the link is then opened anew
     */
    Identity identify(Dialogue with) throws IOException, BadAnswer;

    /** What to ask at each poll, in this order. */
    List<Question> questions();
}
