/**
 * FlashCam FCIO streams, in files and, by the same bytes, over TCP. Read {@link
 * cevns.drivers.fcio.FcioFrame} first: it draws the framing. {@link cevns.drivers.fcio.FcioDecoder}
 * turns bytes into records, {@link cevns.drivers.fcio.FcioSource} turns records into what a run is
 * told, {@link cevns.drivers.fcio.FcioClock} says what time an event has and why.
 */
package cevns.drivers.fcio;
