/** What it takes to talk, loaded by itself. */
export { visitorDoor } from "@shared/live/doors.ts";
export { Live } from "@shared/live/live.ts";
