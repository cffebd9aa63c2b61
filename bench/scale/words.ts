/** What reports for the measurement of scale are made of: part × symptom × circumstance is one problem. */
export const parts =
  `kettle lid,oven clock,door seal,water tank,charging cable,remote control,card reader,router light,smoke alarm,
  washing drum,coffee grinder,touch screen,thermostat dial,garage opener,speaker dock,battery pack,fan motor,ice maker,
  voice assistant,printer tray,scanner glass,camera lens,window blind,heating valve,milk frother,vacuum brush,
  doorbell button,payment page,invoice letter,loyalty account,delivery slot,subscription renewal,password reset,
  family plan,parcel label,return voucher,warranty form,mobile app,order history,gift card`.split(/,\s*/)

/** Ways to say the same, divided by a bar. */
export const symptoms =
  `does not start|refuses to switch on|stays completely dead,makes a loud noise|rattles and squeals|is far too noisy,
  leaks all over the floor|drips constantly|loses liquid underneath,freezes after a minute|hangs and stops responding|gets stuck,
  shows the wrong time|is an hour late|displays another hour,gets far too hot|overheats badly|burns to the touch,
  loses the connection|keeps disconnecting|drops off the network,was charged twice|took the money two times|billed me double,
  came off in my hand|broke apart|snapped right away,smells of burning|gives off a plastic smell|stinks when running,
  flickers all the time|blinks without end|goes bright and dark,cannot be paired|is never found by bluetooth|will not link up,
  rejects my code|says the code is invalid|does not accept the number,arrived damaged|was crushed in the box|came with a crack,
  never arrived|got lost on the way|is still missing,drains overnight|is empty by morning|does not hold its charge,
  asks for a login again|signs me out each time|forgets who I am,prints in the wrong language|is only in German|cannot be read by me,
  jams halfway|blocks in the middle|catches and stops,counts the wrong amount|adds up incorrectly|shows a false total,
  turns itself off|shuts down alone|dies without warning,cannot be opened|stays locked|is stuck shut,
  vibrates heavily|shakes the table|trembles while working,rusts already|has brown spots|is corroded inside,
  sends no message|stays silent|gives no notice at all,is missing a screw|lacks a part|came incomplete,
  ignores the timer|runs past the end|does not stop when set,sticks to everything|is gummy|feels tacky,
  duplicates every entry|lists all things twice|copies each line,scratches the surface|leaves marks|scrapes the wood`
    .split(/,\s*/)
    .map((ways) => ways.split('|'))

export const circumstances =
  `after the last update|since the new version came,when it is cold outside|in a chilly room,at first use|straight out of the box,
  after a power cut|since the electricity failed,on weekends|every Saturday and Sunday,if two people use it|with a second user,
  with the small pan|using little dishes,while travelling|away from home,after cleaning it|once it was washed,at night|in the dark hours,
  when my phone locks|with the display off,through the website|in the browser,with hard water|where water is chalky,
  in the second month|some weeks after buying,upside down|when turned over,near the window|in direct sun,after moving house|at our new address,
  with a guest account|without being registered,when paying by invoice|with payment on account,during a call|while talking to someone`
    .split(/,\s*/)
    .map((ways) => ways.split('|'))

export const openers =
  `Hello, my|The|Customer says the|Again the|I am upset because the|Caller reports that the|Since yesterday our|Our brand new|
  Please help, the|Not happy, my`.split(/\|\s*/)

export const closers =
  `Please advise.|I want my money back.|What can I do?|Third time now!|We tried everything in the manual.|
  Can someone call me?|A replacement would be fine.|My neighbour has the same.|It used to work well.|Otherwise a nice thing.|
  I need it for work.|Restarting did not help.|The shop could not tell.|Very disappointing for the price.`.split(
    /\|\s*/,
  )
