export const orders = {
  'setting.one': 'Setting',
  'setting.holidays': 'Holidays, by year',
  'setting.deadlinesByLevel': 'Deadlines by level',
  'setting.escalation': 'Who is told of what is overdue',
  'setting.airIsLead': 'What was seen from the air alone is a lead',
  'setting.seenResolution': 'Least resolution of what counts as seen',
  'setting.idleLock': 'Lock when idle',
  'setting.agencies': 'Agencies',
  'setting.days.natural': '{{n}} {{n|day|days}}',
  'setting.days.working': '{{n}} working {{n|day|days}}',
  'setting.cmPerPixel': '{{n}} cm a pixel',
  'setting.minutes': '{{n}} {{n|minute|minutes}}',
}
