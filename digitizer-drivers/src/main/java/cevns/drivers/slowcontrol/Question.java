package cevns.drivers.slowcontrol;

import java.io.IOException;

/** What is asked in one go: all readings that it gives come, or none. */
public interface Question {

    /** Readings that its answer gives. */
    int readings();

    /**
     * Asks, checks the answer, and only then tells the readings.
     *
     * @throws BadAnswer if there is no usable answer; nothing has been told then
     * @throws IOException if the link is lost, or the driver was stopped
     */
    void ask(Dialogue with, Readings to) throws IOException, BadAnswer;
}
